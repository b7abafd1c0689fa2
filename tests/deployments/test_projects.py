"""Whole projects as people deploy them: what is reported where, of templates and of code.

`# expect: SNAP201` stands on a line that is reported, with its level where that matters; `# problem:`
and `# notice:` with what is said besides findings. Nothing else is reported.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from snapcheck import check

PROJECTS = Path(__file__).parent / "projects"
_EXPECT = re.compile(r"# expect: (SNAP\d{3})(?: (note|warning|error))?")
_SAID = re.compile(r"# (problem|notice): *(.*)")


@pytest.mark.parametrize("name", sorted(path.name for path in PROJECTS.iterdir()))
def test_project(name: str) -> None:
    root = PROJECTS / name
    report = check([root], root=root, configuration=False)
    expected, levels, said = _markers(root)
    found = sorted((f.span.path, f.span.line, f.rule) for f in report.findings)
    assert found == sorted(expected), report.findings
    for finding in report.findings:
        level = levels.get((finding.span.path, finding.span.line))
        assert level in (None, finding.level.label)
    assert _are_said(said["problem"], [each.message for each in report.problems])
    assert not said["notice"] or _are_said(said["notice"], list(report.notices))


def _are_said(wanted: list[str], told: list[str]) -> bool:
    return bool(wanted) == bool(told) and all(
        any(words in message for message in told) for words in wanted
    )


def _markers(
    root: Path,
) -> tuple[list[tuple[str, int, str]], dict[tuple[str, int], str], dict[str, list[str]]]:
    """The places that must be reported, their levels, and what is said besides."""
    expected, levels = [], {}
    said: dict[str, list[str]] = {"problem": [], "notice": []}
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_dir() or "__pycache__" in path:
            continue
        for number, line in enumerate(file.read_text().split("\n"), 1):
            if marked := _EXPECT.search(line):
                expected.append((path, number, marked[1]))
                if marked[2]:
                    levels[path, number] = marked[2]
            if telling := _SAID.search(line):
                said[telling[1]].append(telling[2])
    return expected, levels, said
