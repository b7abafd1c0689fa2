"""The comments in which ignore directives may stand, of code and of deployment files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from snapcheck.analysis.sources import Sources, relative
from snapcheck.deployed import Declared, Embedded
from snapcheck.facts import Commented
from snapcheck.link.program import Program
from snapcheck.model import (
    Span,
)
from snapcheck.suppress.directives import may_hold_directive
from snapcheck.suppress.template import template_comments


def commented_files(sources: Sources, program: Program, declared: Declared) -> Iterator[Commented]:
    """The comments of the files that may hold ignore comments, and that findings can stand in.

    Those of code that is embedded in a template stand in the template.
    """
    deploying = {function.declared_in for function in declared.functions}
    for path in sorted({*program.modules, *deploying}):
        commented = sources.comments(path) if path in sources.python else None
        if commented is not None:
            code = sources.embedded.get(path)
            yield commented if code is None else _in_template(commented, code)
    for template in sources.tree.templates:
        path = relative(template, sources.root)
        source = sources.held[path] if path in sources.held else _template_bytes(template)
        if may_hold_directive(source):
            yield template_comments(source.decode("utf-8-sig", "replace"), path)


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


def _template_bytes(template: Path) -> bytes:
    try:
        return template.read_bytes() if template.is_file() else b""
    except OSError:
        return b""  # the search for entry points has made a Problem of it
