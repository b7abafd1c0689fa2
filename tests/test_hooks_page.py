"""The hooks cookbook: what its programs are marked with is reported, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import snapcheck

PAGE = (Path(__file__).parents[1] / "docs" / "hooks.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python (bad|good)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_program_has_just_what_is_marked(number: int, tmp_path: Path) -> None:
    kind, text = BLOCKS[number]
    (tmp_path / "app.py").write_text(text)
    report = snapcheck.check(tmp_path, configuration=False, min_confidence=snapcheck.Confidence.LOW)
    marked = [
        (line, found[1])
        for line, code in enumerate(text.splitlines(), 1)
        if (found := re.search(r"# expect: (\w+)", code))
    ]
    assert [(each.span.line, each.rule) for each in report.findings] == marked
    assert bool(marked) is (kind == "bad")
    assert report.problems == ()


def test_every_program_of_the_page_is_marked() -> None:
    assert len(BLOCKS) == PAGE.count("```python") >= 10
