"""Annotations for GitHub Actions: workflow commands on standard output, and a job summary.

GitHub shows ten annotations of each kind for a step and drops the rest without a word. The worst
findings are therefore annotated, and the others listed below them as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from snapcheck.model import Finding, Level, Problem, Report
from snapcheck.report.cells import one_line, safe
from snapcheck.report.concise import lines_of, place
from snapcheck.report.inert import inert
from snapcheck.report.order import in_order
from snapcheck.report.sentence import told
from snapcheck.report.summary import count, sentences

MOST_OF_A_KIND = 10
# A job summary may hold a megabyte; a table of this many rows stays far below it.
MOST_ROWS = 1_000

# Characters that Markdown takes for more than themselves, those of addresses too.
_MARKDOWN = re.compile(r"[&<>|\\`*_~\[\]#@!]|:(?=//)|(?<=www)\.")

# What stands between two backticks is shown as it is, wherever they come from.
_CODE = re.compile(r"(`[^`]+`)")

_KINDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


class _Annotation(Struct, frozen=True):
    """One workflow command; properties that are None are left out."""

    kind: str
    title: str
    file: str | None
    line: int | None
    end_line: int | None
    column: int | None
    end_column: int | None
    message: str

    def __str__(self) -> str:
        properties = {
            "title": self.title,
            "file": self.file,
            "line": self.line,
            "endLine": self.end_line,
            "col": self.column,
            "endColumn": self.end_column,
        }
        shown = ",".join(
            f"{name}={_property(str(value))}"
            for name, value in properties.items()
            if value is not None
        )
        return f"::{self.kind} {shown}::{_data(self.message)}"


def render(report: Report) -> str:
    """Return the commands, what did not fit among them, and the closing sentences."""
    annotations = [_of_problem(problem) for problem in sorted(report.problems)]
    annotations += [_of_finding(finding) for finding in in_order(report.findings)]
    shown = list(_that_fit(annotations))
    lines = [str(annotation) for annotation in shown]
    hidden = len(annotations) - len(shown)
    if hidden:
        lines.append(f"::group::GitHub shows {MOST_OF_A_KIND} of a kind; {hidden} more")
        # The dash keeps a file's name at the beginning of a line from being taken for a command.
        lines += [inert(f"- {line}") for line in lines_of(report)]
        lines.append("::endgroup::")
    lines += [inert(f"snapcheck: {sentence}") for sentence in sentences(report)]
    return "".join(f"{line}\n" for line in lines)


def render_summary(report: Report) -> str:
    """Return the job summary: a table of all findings, the worst first, in Markdown."""
    lines = ["## snapcheck", "", *(f"{_cell(sentence)}  " for sentence in sentences(report)), ""]
    findings = sorted(in_order(report.findings), key=lambda finding: -finding.level)
    if findings:
        lines += ["| level | rule | place | what |", "|---|---|---|---|"]
        lines += [_row(finding) for finding in findings[:MOST_ROWS]]
        lines.append("")
    if len(findings) > MOST_ROWS:
        lines += [f"{count(len(findings) - MOST_ROWS, 'finding')} more.", ""]
    for problem in sorted(report.problems)[:MOST_ROWS]:
        at = f"{problem.path}: " if problem.path else ""
        lines.append(f"- problem: {_cell(f'{at}{told(problem)}')}")
    return "\n".join(lines).rstrip() + "\n"


def _that_fit(annotations: Iterable[_Annotation]) -> Iterator[_Annotation]:
    numbers: Counter[str] = Counter()
    for annotation in annotations:
        numbers[annotation.kind] += 1
        if numbers[annotation.kind] <= MOST_OF_A_KIND:
            yield annotation


def _of_finding(finding: Finding) -> _Annotation:
    span = finding.span
    one = span.line == span.end_line  # GitHub takes columns of a single line only
    text = f"{one_line(finding.message)} {one_line(finding.instead)}".rstrip()
    return _Annotation(
        _KINDS[finding.level],
        f"{finding.rule} {finding.name}",
        span.path,
        span.line,
        span.end_line,
        span.column if one else None,
        span.end_column if one else None,
        text,
    )


def _of_problem(problem: Problem) -> _Annotation:
    text = told(problem)
    line = problem.line or None
    return _Annotation(
        "error",
        "snapcheck: not analysed",
        problem.path or None,
        line,
        line,
        None,
        None,
        one_line(text),
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")


def _row(finding: Finding) -> str:
    cells = (finding.level.label, finding.rule, f"`{place(finding)}`", finding.message)
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Return the text with nothing but code in Markdown: no link, no address that becomes one."""
    parts = _CODE.split(one_line(text))
    parts[::2] = [_MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", part) for part in parts[::2]]
    parts[1::2] = [part.replace("|", "\\|") for part in parts[1::2]]
    return "".join(parts)
