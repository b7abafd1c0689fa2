"""Which findings the ignore comments of their files silence, and which comments silence nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from snapcheck.model import Finding, Problem, Span
from snapcheck.model.comment import Commented
from snapcheck.suppress.directives import Directive, Spellings, directives


class Complaint(Struct, frozen=True):
    """What is wrong with one directive: `what` it says and `why` that is no use.

    `codes` are those of its codes that silence nothing; empty where it can't be followed at all.
    """

    directive: Directive
    what: str
    why: str
    codes: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The directive, from its mark to its last word."""
        at = self.directive
        return Span(at.path, at.line, at.column, at.line, at.end_column)


class Silencer:
    """Answers for each finding whether a comment silences it, and notes which comments did."""

    def __init__(self, files: Iterable[Commented], known: Spellings) -> None:
        self._known = known
        self._statements: dict[str, list[tuple[int, int]]] = {}
        self._directives: dict[str, list[Directive]] = {}
        self._alone: dict[str, set[int]] = {}
        for file in files:  # a template, and the code that is embedded in it, have one path
            self._statements.setdefault(file.path, []).extend(file.statements)
            self._directives.setdefault(file.path, []).extend(directives(file, known))
            alone = {comment.line for comment in file.comments if comment.alone}
            self._alone.setdefault(file.path, set()).update(alone)
        self._used: set[tuple[Directive, str]] = set()

    def silenced_by(self, finding: Finding) -> Directive | None:
        """Return the first directive that holds for the finding; all that do count as used."""
        found = None
        for directive in self._directives.get(finding.span.path, ()):
            if finding.rule in directive.codes and self._holds(directive, finding.span):
                self._used.add((directive, finding.rule))
                found = found or directive
        return found

    def accepts(self, problem: Problem) -> bool:
        """Return whether a comment holds for a problem, at its line of a deployment file."""
        line = max(problem.line, 1)
        span = Span(problem.path, line, 1, line, 1)
        found = False
        for directive in self._directives.get(problem.path, ()) if problem.is_acceptable else ():
            if problem.kind.value in directive.codes and self._holds(directive, span):
                self._used.add((directive, problem.kind.value))
                found = True
        return found

    def complaints(self, ran: Collection[str], *, but: str = "", only: str = "") -> list[Complaint]:
        """Return what is wrong with the directives.

        Of a code that is not in `ran`, nobody knows whether it silences anything. `but` is a code
        that is not judged yet; with `only`, no other is judged.
        """
        found: list[Complaint] = []
        for path in sorted(self._directives):
            for directive in self._directives[path]:
                if not only:
                    found.extend(_mistakes(directive, self._known))
                if not directive.mistake:
                    judged = [c for c in directive.codes if c != but and (not only or c == only)]
                    found.extend(self._unused(directive, [c for c in judged if c in ran]))
        return found

    def _unused(self, directive: Directive, codes: Iterable[str]) -> Iterator[Complaint]:
        unused = tuple(code for code in codes if (directive, code) not in self._used)
        if unused:
            where = "in this file" if directive.whole_file else "here"
            why = f"silences nothing: {' and '.join(unused)} finds nothing {where}"
            yield Complaint(directive, _shown(directive), why, unused)

    def _holds(self, directive: Directive, span: Span) -> bool:
        if directive.mistake:
            return False
        if directive.whole_file:
            return True
        first, last = self._statement(span)
        if first <= directive.line <= last:
            return True
        above = range(directive.line, first)
        return bool(above) and all(line in self._alone[span.path] for line in above)

    def _statement(self, span: Span) -> tuple[int, int]:
        """Return the lines of the innermost statement around the beginning of a span."""
        around = [
            lines for lines in self._statements[span.path] if lines[0] <= span.line <= lines[1]
        ]
        return min(around, key=lambda lines: lines[1] - lines[0], default=(span.line, span.line))


def _mistakes(directive: Directive, known: Spellings) -> Iterator[Complaint]:
    if directive.mistake:
        yield Complaint(directive, _shown(directive), directive.mistake, ())
        return
    for code in directive.unknown:
        whole = sorted(each for each in known.values() if each.startswith(code.upper()))
        from difflib import get_close_matches  # takes a while, and most runs never get here

        near = get_close_matches(code.lower(), known, 1)
        hint = f"did you mean {known[near[0]]}?" if near else "`snapcheck rules` lists them"
        if whole:
            hint = f"a comment needs whole codes, as {whole[0]}"
        why = f"names {code}, which is no rule ({hint})"
        yield Complaint(directive, _shown(directive), why, (code,))


def _shown(directive: Directive) -> str:
    """Return the directive without its reason."""
    text, bracket, _ = directive.text.partition("]")
    return f"`snapcheck: {text}{bracket}`" if bracket else f"`snapcheck: {text}`"
