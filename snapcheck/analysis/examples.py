"""The examples of rule pages, run: what a page says of its code must be what is reported.

A line that must be reported says so in a comment, `# expect: CODE`; in a template, which may have
no comments, `expect: CODE` or `expect: CODE on the next line` in any text. In Python,
`# file: NAME` alone on a line begins a file; without it there is one handler.py.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from snapcheck.analysis import check
from snapcheck.model import Confidence, Example, Report, Request, Rule
from snapcheck.suppress.suppression import UNUSED_IGNORE

_TEMPLATES = {"yaml": "template.yaml", "json": "template.json", "hcl": "main.tf"}
_HANDLERS = ("app.py", "src/app.py")
_HANDLER = "def handler(event, context):\n    return {}\n"
_EXPECTED = re.compile(r"expect:\s*([A-Z]+\d+(?:, [A-Z]+\d+)*)")


class Mistake(Struct, frozen=True):
    """Something that an example says and that is not so; `line` is one of the rule's page."""

    line: int
    text: str


class _File(Struct):
    """One file of an example, and where each of its lines stands in the page."""

    path: str
    lines: list[str]
    places: list[int]

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def place(self, line: int) -> int:
        """Return the line of the page at which a line of the file stands."""
        return self.places[min(line, len(self.places)) - 1] if self.places else 0


def mistakes(rule: Rule, example: Example, more: tuple[Path, ...] = ()) -> list[Mistake]:
    """Run one example of a rule, and return all that is not as the example says, in order.

    `more` are the folders of rules that are used besides those that come along.
    """
    is_python = example.language == "python"
    files = _python_files(example) if is_python else [_template(example)]
    with TemporaryDirectory(prefix="snapcheck-") as name:
        folder = Path(name).resolve()
        helpers = [] if is_python else [_File(path, [_HANDLER], []) for path in _HANDLERS]
        for file in (*files, *helpers):
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).write_text(file.text, encoding="utf-8")
        report = check(
            Request(
                paths=(folder,),
                root=folder,
                # An ignore comment is judged only if the rules that it names ran.
                select=() if rule.code == UNUSED_IGNORE else (rule.code,),
                min_confidence=Confidence.MEDIUM,
                knowledge=more,
            )
        )
    return sorted(_compared(rule, example, files, report), key=lambda mistake: mistake.line)


def files_of(example: Example) -> dict[str, str]:
    """Return the files of a Python example, by path."""
    return {file.path: file.text for file in _python_files(example)}


def _python_files(example: Example) -> list[_File]:
    files = [_File("handler.py", [], [])]
    for number, line in enumerate(example.text.splitlines(keepends=True), start=example.line):
        if line.startswith("# file: "):
            files.append(_File(line.removeprefix("# file: ").strip(), [], []))
        else:
            files[-1].lines.append(line)
            files[-1].places.append(number)
    return [file for file in files if file.lines]


def _template(example: Example) -> _File:
    path = "serverless.yml" if "\nprovider:" in example.text else _TEMPLATES[example.language]
    lines = example.text.splitlines(keepends=True)
    return _File(path, lines, [example.line + number for number in range(len(lines))])


def _compared(
    rule: Rule, example: Example, files: Iterable[_File], report: Report
) -> Iterator[Mistake]:
    known = {file.path: file for file in files}
    expected = {(file.path, line) for file in known.values() for line in _marked(rule, file)}
    if bool(expected) != (example.kind == "bad"):
        what = "no line is marked" if example.kind == "bad" else "a line is marked"
        yield Mistake(example.line, f'{what} "expect: {rule.code}" in a {example.kind} example')
    for problem in report.problems:
        file = known.get(problem.path)
        line = file.place(problem.line) if file is not None else example.line
        yield Mistake(line, f"a problem: {problem.message}")
    if example.language != "python":
        for notice in report.notices:
            yield Mistake(example.line, f"a notice: {notice}")
    # Where all rules run, the others find what the ignore comments of a bad example don't silence.
    all_run = (rule.code, example.kind) == (UNUSED_IGNORE, "bad")
    found = set()
    for finding in report.findings:
        path, line = finding.span.path, finding.span.line
        own = finding.rule == rule.code
        found.update([(path, line)] if own else [])
        if not ((path, line) in expected if own else all_run):
            place = known[path].place(line) if path in known else example.line
            yield Mistake(place, f"{finding.rule} is reported, and not expected: {finding.message}")
    for path, line in sorted(expected - found):
        yield Mistake(known[path].place(line), f"{rule.code} is expected here, and not reported")


def _marked(rule: Rule, file: _File) -> Iterator[int]:
    """Yield the lines of a file that must be reported."""
    for line, text in _remarks(file):
        found = _EXPECTED.search(text)
        if found is not None and rule.code in found[1].split(", "):
            yield line + ("next line" in text)


def _remarks(file: _File) -> Iterator[tuple[int, str]]:
    """Yield the comments of Python, any line of a template."""
    if not file.path.endswith(".py"):
        yield from enumerate(file.lines, start=1)
        return
    # What can't be read is a problem of the report.
    with suppress(SyntaxError, tokenize.TokenError):
        for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
