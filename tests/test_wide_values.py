"""Values that may be many things: all of them are followed, or it is told where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from growing import CONSTRUCTS

from snapcheck import analysis
from snapcheck.link.budget import Allowance
from snapcheck.model import Report, Request

HEAD = "import uuid\n\n"
HANDLER = "\n\ndef handler(event, context):\n    {statement}\n"


def functions(count: int) -> str:
    """A table of functions, each of which reads a value of its own."""
    made = [
        f"R{n} = uuid.uuid4().hex\n\n\ndef task_{n}(event):\n    return R{n}\n"
        for n in range(count)
    ]
    table = ", ".join(f'"task_{n}": task_{n}' for n in range(count))
    called = HANDLER.format(statement='return TASKS[event["task"]](event)')
    return HEAD + "\n\n".join(made) + f"\n\nTASKS = {{{table}}}\n" + called


def objects(count: int) -> str:
    """A list of objects of as many classes, each of which made a value of its own."""
    made = [
        f"class Stage{n}:\n    def __init__(self):\n        self.mark = uuid.uuid4().hex\n"
        for n in range(count)
    ]
    table = ", ".join(f"Stage{n}()" for n in range(count))
    read = HANDLER.format(statement="return [stage.mark for stage in STAGES]")
    return HEAD + "\n\n".join(made) + f"\n\nSTAGES = [{table}]\n" + read


def containers(count: int) -> str:
    """A list of dicts, which an invocation answers with."""
    table = "".join(f'    {{"mark": uuid.uuid4().hex, "at": {n}}},\n' for n in range(count))
    return HEAD + f"ROWS = [\n{table}]\n" + HANDLER.format(statement="return ROWS")


def values(count: int) -> str:
    """A list of values, one of which an invocation picks."""
    table = "".join("    uuid.uuid4().hex,\n" for _ in range(count))
    return HEAD + f"MARKS = [\n{table}]\n" + HANDLER.format(statement='return MARKS[event["n"]]')


def check(folder: Path, text: str) -> Report:
    (folder / "app.py").write_text(text)
    return analysis.check(Request(paths=(folder,), root=folder))


TOLD = (
    "1 function was not followed to the end: too many steps, or too many things a value may be: "
    "handler (app.py)"
)
Shape = Callable[[int], str]


@pytest.mark.parametrize("shape", [functions, objects, containers, values])
def test_all_of_many_are_found(tmp_path: Path, shape: Shape) -> None:
    report = check(tmp_path, shape(60))
    assert len({finding.span.line for finding in report.findings}) == 60
    assert report.notices == ()


@pytest.mark.parametrize("shape", [functions, values])
def test_what_is_too_many_is_told_with_its_place(
    tmp_path: Path, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.link.values.MOST_FOLLOWED", 50)
    report = check(tmp_path, shape(60))
    assert len(report.findings) == 50
    (notice,) = report.notices
    assert "too many things a value may be: handler (app.py)" in notice


@pytest.mark.parametrize("name", ["methods by name", "branches", "subclasses", "attributes"])
def test_what_calls_and_looks_up_too_much_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = CONSTRUCTS[name](60).files["app.py"]
    monkeypatch.setattr("snapcheck.link.values.MOST_FOLLOWED", 50)
    report = check(tmp_path, text)
    assert len({finding.span.line for finding in report.findings}) == 50
    (notice,) = report.notices
    assert "not followed to the end" in notice
    assert "handler (app.py)" in notice


def test_what_routes_of_a_table_answer_is_not_too_much(tmp_path: Path) -> None:
    routes = [
        f"def route_{n}(event):\n    if event:\n        return {{'status': {n}}}\n"
        f"    return {{'id': RUN, 'at': [{n}]}}\n"
        for n in range(48)
    ]
    table = ", ".join(f"'r{n}': route_{n}" for n in range(48))
    called = HANDLER.format(statement="return ROUTES[event['route']](event)['id']")
    text = f"{HEAD}RUN = uuid.uuid4().hex\n\n\n" + "\n\n".join(routes)
    report = check(tmp_path, f"{text}\n\nROUTES = {{{table}}}\n{called}")
    assert report.notices == ()
    assert [finding.rule for finding in report.findings] == ["SNAP201"]


def test_deep_hierarchies_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = CONSTRUCTS["diamonds"](20).files["app.py"]
    assert check(tmp_path, text).notices == ()
    monkeypatch.setattr("snapcheck.link.mro.LONGEST", 30)
    monkeypatch.setattr("snapcheck.link.definitions.LONGEST", 30)
    (notice,) = check(tmp_path, text).notices
    assert "its top level (app.py)" in notice


def test_many_ways_to_one_function_are_told(tmp_path: Path) -> None:
    ways = "".join(
        f'    {"el" if n else ""}if event["n"] == {n}:\n        task = task_{n}\n'
        for n in range(60)
    )
    text = functions(60).partition("\nTASKS")[0]
    text += f"\n\ndef handler(event, context):\n{ways}    return task(event)\n"
    report = check(tmp_path, text)
    assert 32 <= len(report.findings) < 60
    assert report.notices == (TOLD,)


def test_containers_in_a_container_are_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.link.flow._MOST_CONTAINERS", 50)
    report = check(tmp_path, containers(60))
    assert 40 < len(report.findings) <= 50
    assert TOLD in report.notices


def inside(folder: Path, kinds: int) -> Report:
    """The report of a program over an installed package that has a table of so many classes."""
    packages = folder / "env" / "lib" / "python3.12" / "site-packages"
    (packages / "wide").mkdir(parents=True)
    classes = "\n\n".join(
        f"class Kind{n}:\n    def name(self):\n        return {n}" for n in range(kinds)
    )
    table = ", ".join(f"Kind{n}()" for n in range(kinds))
    (packages / "wide" / "__init__.py").write_text(
        f"import uuid\n\n{classes}\n\nKINDS = [{table}]\nTOKEN = uuid.uuid4().hex\n\n\n"
        "def names():\n    return [kind.name() for kind in KINDS]\n\n\n"
        "def token():\n    return TOKEN\n"
    )
    program = folder / "program"
    program.mkdir()
    (program / "app.py").write_text(
        "import wide\n\n\ndef handler(event, context):\n    return wide.names(), wide.token()\n"
    )
    environment = folder / "env"
    return analysis.check(Request(paths=(program,), root=program, environment=environment))


def test_packages_that_are_followed_in_part_are_told_and_cast_no_doubt(tmp_path: Path) -> None:
    report = inside(tmp_path, 60)
    (notice,) = report.notices
    told = "in the package wide, 1 function was followed with some of what a value may be: names ("
    assert notice.startswith(told)
    assert notice.endswith("site-packages/wide/__init__.py)")
    assert [finding.rule for finding in report.findings] == ["SNAP201"]
    assert [doubt for each in report.coverage for doubt in each.doubts] == []


def test_packages_that_are_followed_in_full_are_not_told(tmp_path: Path) -> None:
    report = inside(tmp_path, 20)
    assert report.notices == ()
    assert [finding.rule for finding in report.findings] == ["SNAP201"]


def test_packages_that_are_not_followed_to_the_end_cast_one_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "snapcheck.link.budget._INSIDE", Allowance(0, 0, limit=0, first=1, rounds=1)
    )
    report = inside(tmp_path, 3)
    (notice,) = report.notices
    assert notice.startswith("in the package wide, ")
    assert " functions were not followed to the end, such as " in notice
    (entry,) = report.coverage
    (doubt,) = entry.doubts
    assert doubt.startswith("wide: ")
    assert doubt.endswith(" not followed in full")
