"""Write `tests/cases/INDEX.md`: for each rule the cases, fixes and tests that are about it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from markers import CASES, FIXES, Case, about, all_cases, is_fixed

from snapcheck import knowledge
from snapcheck.model import Rule

TESTS = CASES.parent
RULES = TESTS.parent / "rules"
INDEX = CASES / "INDEX.md"
COMMAND = "python tests/index.py"
HEAD = f"""\
# Which cases are about which rule

Written by `{COMMAND}`; a test keeps it up to date. `pytest -k SNAP403` runs all that is about a
rule: the cases that fire and those that stay silent, the examples of its page, its fixes.
"""

_MARK = re.compile(r"mark\.about\(([^)]*)\)")


def index() -> str:
    """Return the text of the index."""
    cases = tuple(all_cases())
    fixes = {path: about(path) for path in sorted(FIXES.rglob("*.py")) if not is_fixed(path)}
    marked = marked_tests()
    rules = knowledge.load().rules.values()
    sections = (_section(rule, cases, fixes, marked.get(rule.code, ())) for rule in rules)
    return "\n".join([HEAD, *sections])


def marked_tests() -> dict[str, tuple[Path, ...]]:
    """Return for each rule the test files in which `pytest.mark.about` names it."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        if CASES not in path.parents:
            marks = " ".join(_MARK.findall(path.read_text(encoding="utf-8")))
            for code in sorted(set(re.findall(r"SNAP\d{3}", marks))):
                found[code] = (*found.get(code, ()), path)
    return found


def _section(
    rule: Rule, cases: Iterable[Case], fixes: Mapping[Path, frozenset[str]], tests: Iterable[Path]
) -> str:
    own = [case for case in cases if rule.code in case.codes]
    fires = [case for case in own if case.expects(rule.code)]
    page = RULES / f"{rule.code}-{rule.name}.md"
    parts = {
        "Fires": [_link(case.name, case.path) for case in fires],
        "Silent": [_link(case.name, case.path) for case in own if case not in fires],
        "Fixes": [
            _link(path.relative_to(FIXES).with_suffix("").as_posix(), path)
            for path, codes in fixes.items()
            if rule.code in codes
        ],
        "Tests": [_link(path.relative_to(TESTS).as_posix(), path) for path in tests],
        "Examples": [_link(page.name, page)],
    }
    lines = [f"## {rule.code} {rule.name}", ""]
    for title, links in parts.items():
        if links:
            lines += [f"{title}:", "", *(f"- {link}" for link in links), ""]
    return "\n".join(lines)


def _link(text: str, path: Path) -> str:
    return f"[{text}]({Path(os.path.relpath(path, CASES)).as_posix()})"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
