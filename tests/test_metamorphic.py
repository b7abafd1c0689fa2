"""Edits that change no meaning change no report: a sample of edited cases, by one seed.

`SNAPCHECK_METAMORPHIC=SEED:COUNT` edits other programs, and more of them.
"""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path
from random import Random

import pytest
from markers import CASES, Case
from metamorphic import EDITS, Original, sample
from syntax_trees import Project

pytestmark = pytest.mark.slow

SEED, COUNT = map(int, os.environ.get("SNAPCHECK_METAMORPHIC", "1:1000").split(":"))


def test_what_is_reported_stays(tmp_path: Path) -> None:
    used: set[str] = set()
    for each in sample(tmp_path, SEED, COUNT):
        used.update(each.edits)
        found = "\n".join(each.differences)
        assert not found, f"{each.case} {each.round} {each.edits}\n{found}\n{each.text}"
    assert len(used) > 0.8 * len(EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_the_text_and_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project({"app.py": ast.parse(PROGRAM)})
    assert EDITS[name](project, Random(1)), name
    for tree in project.modules.values():
        ast.fix_missing_locations(tree)
    texts = {path: ast.unparse(tree) for path, tree in project.modules.items()}
    assert texts["app.py"] != ast.unparse(ast.parse(PROGRAM))
    for path, text in texts.items():
        monkeypatch.syspath_prepend(tmp_path)
        (tmp_path / path).write_text(text)
    monkeypatch.delitem(sys.modules, "app_1", raising=False)
    ran: dict[str, object] = {}
    exec(texts["app.py"], ran)
    handler = ran["handler"]
    assert callable(handler)
    assert handler({"n": 2}, None) == {"n": 2, "at": "n-2", "all": [1, 2], "big": False}


PROGRAM = """
import json
from os import path

LIMIT = 3
kept = {}


class Box:
    def __init__(self):
        self.size = 1


def first(n):
    if n > LIMIT:
        return True
    return False


def second(n):
    if n in kept:
        return kept[n]
    else:
        kept[n] = f"n-{n}"
    if n is not None:
        kept["last"] = n
    return kept[n]


def plain():
    return Box()


box = plain()


def handler(event, context):
    n = json.loads(json.dumps(event["n"]))
    path.join("a", "b")
    box.size = n if n else 0
    leave(n)
    return {"n": box.size, "at": second(n), "all": [1, n], "big": first(n)}


def leave(number):
    doubled = number * 2
    if doubled:
        kept["left"] = doubled
"""


def test_a_lost_finding_is_noticed(tmp_path: Path) -> None:
    """Edits that do change the meaning: the test would tell."""
    original = Original(Case(CASES / "kept" / "helper_fills_a_container.py"), tmp_path / "case")
    assert original.told
    for before, after in (("uuid.uuid4()", "str()"), ("SNAP", "SNAP")):
        project = original.project()
        text = original.texts["helper_fills_a_container.py"]
        tree = ast.parse(text.replace(before, after))
        for new, old in zip(
            ast.walk(tree), ast.walk(project.modules["helper_fills_a_container.py"]), strict=False
        ):
            new.origins = getattr(old, "origins", frozenset())  # type: ignore[attr-defined]
        project.modules["helper_fills_a_container.py"] = tree
        differences = original.differences(project, moved=False)
        assert bool(differences) == (before != after)
