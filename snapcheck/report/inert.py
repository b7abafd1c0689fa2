"""Reports that mean nothing to the service whose log shows them.

GitHub takes `##[name]` for a command wherever it stands in a line, and `::name` where a line begins
behind blanks; Azure takes `##vso[`, TeamCity `##teamcity[`. Names and source lines of the analysed
project stand in reports: with a command in them, a stranger could forge an annotation or hide a
line. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
"""

from __future__ import annotations

import re

from snapcheck.report.cells import safe

_ANYWHERE = re.compile(r"#(?=#(?:vso|teamcity)?\[)")
_AT_THE_BEGINNING = re.compile(r"^([^\S\n]*)::", re.MULTILINE)


def inert(text: str) -> str:
    """Return a text for people with commands escaped."""
    return _AT_THE_BEGINNING.sub(r"\1\\x3a:", _ANYWHERE.sub(r"\\x23", text))


def inert_page(text: str) -> str:
    """Return a text of several lines, a stranger's perhaps, safe for a terminal too."""
    return inert("\n".join("\t".join(map(safe, line.split("\t"))) for line in text.split("\n")))


def inert_json(text: str) -> str:
    """Return JSON that means the same."""
    return _ANYWHERE.sub(r"\\u0023", text)


def inert_markup(text: str) -> str:
    """Return XML or HTML that means the same; in style and script nothing looks like a command."""
    return _ANYWHERE.sub("&#35;", text)
