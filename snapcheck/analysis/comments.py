"""The comments in which ignore directives may stand, of code and of deployment files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from snapcheck.analysis.sources import Reading, relative
from snapcheck.deployed import Embedded
from snapcheck.facts import Commented
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Span
from snapcheck.suppress.directives import may_hold_directive


def commented_files(
    paths: Iterable[str], templates: Sequence[str], reading: Reading
) -> Iterator[Commented]:
    """The comments of Python files, and of those of the templates that may hold ignore comments.

    Those of code that is embedded in a template stand in the template.
    """
    for path in sorted(paths):
        commented = reading.comments(path)
        if commented is not None:
            code = reading.sources.embedded.get(path)
            yield commented if code is None else _in_template(commented, code)
    for template in templates:
        source = _template_bytes(template, reading.sources.disk)
        if may_hold_directive(source):
            from snapcheck.suppress.template_comments import template_comments

            text = source.decode("utf-8-sig", "replace")
            yield template_comments(text, relative(Path(template), reading.sources.root))


def _in_template(commented: Commented, code: Embedded) -> Commented:
    """The comments of embedded code, where they stand in the template."""

    def line_of(line: int) -> int:
        return code.span(Span(code.path, line, 1, line, 1)).line

    comments = []
    for comment in commented.comments:
        place = code.span(Span(code.path, comment.line, comment.column, comment.line, 1))
        comments.append(replace(comment, line=place.line, column=place.column))
    statements = tuple([(line_of(first), line_of(last)) for first, last in commented.statements])
    return Commented(code.within, tuple(comments), statements, line_of(commented.begins))


def _template_bytes(template: str, disk: Disk) -> bytes:
    try:
        return disk.read_once(template)[0] if disk.is_file(template) else b""
    except OSError:
        return b""  # the search for entry points has made a Problem of it
