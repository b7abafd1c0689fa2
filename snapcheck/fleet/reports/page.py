"""The report of a fleet as one HTML page that needs nothing but itself.

It is written piece by piece: the repositories are never in memory together. `fleet.html.jinja` is
how it is marked up; the style is that of the page of one repository.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from snapcheck import __version__, knowledge
from snapcheck.fleet.difference import Difference
from snapcheck.fleet.nouns import Row
from snapcheck.fleet.reports.rows import Rows
from snapcheck.fleet.reports.text import aside, most_common, sentences
from snapcheck.fleet.totals import Totals, totals_of
from snapcheck.model.readiness import Readiness, Ready
from snapcheck.report.cells import one_line, safe
from snapcheck.report.html import own, policy
from snapcheck.report.readiness import why

MOST_FUNCTIONS = 20_000
"""How many functions a page shows; beyond, a browser gets slow. Repositories are all there."""

_MOST = 20
_MOST_CHANGES = 500


class FunctionView(Struct, frozen=True):
    """A function, and whether it is ready."""

    place: str
    ready: Ready
    why: str


class RowView(Struct, frozen=True):
    """A repository as the template takes it; `left_out` functions are not shown."""

    name: str
    place: str
    commit: str
    state: str
    counts: Mapping[Ready, int]
    functions: tuple[FunctionView, ...]
    left_out: int
    aside: str
    problems: tuple[str, ...]


class Hurting(Struct, frozen=True):
    """A rule or a library with the number of its findings, and of the repositories they are in."""

    name: str
    what: str
    findings: int
    repositories: int


class Trend(Struct, frozen=True):
    """How many functions of a kind there were, and are."""

    ready: Ready
    before: int
    after: int


def pieces(rows: Rows, since: Difference | None = None) -> Iterator[str]:
    """Yield the text of the page, in pieces."""
    totals = totals_of(rows())
    style, script = own("page.css") + _own("fleet.css"), _own("fleet.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_own("fleet.html.jinja").replace(">\n", ">"))
    yield from template.generate(
        headline=next(sentences(totals)),
        kinds=list(Ready),
        totals=totals,
        rules=list(_rules(totals)),
        libraries=list(_libraries(totals)),
        packages=most_common(totals.packages, _MOST),
        rows=_views(rows()),
        trend=_trend(since),
        changes=_changes(since),
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        version=safe(__version__),
    )


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _rules(totals: Totals) -> Iterator[Hurting]:
    known = knowledge.load().rules
    for code, findings in most_common(totals.rules, _MOST):
        what = known[code].summary if code in known else ""
        yield Hurting(safe(code), one_line(what), findings, totals.rule_repositories[code])


def _libraries(totals: Totals) -> Iterator[Hurting]:
    for name, findings in most_common(totals.libraries, _MOST):
        yield Hurting(safe(name), "", findings, totals.library_repositories[name])


def _views(rows: Iterable[Row]) -> Iterator[RowView]:
    room = MOST_FUNCTIONS
    for row in rows:
        worst_first = sorted(row.readiness, key=lambda each: list(Ready).index(each.ready))
        shown = worst_first[:room]
        room -= len(shown)
        report = row.outcome.report
        problems = sorted(report.problems) if report is not None else ()
        yield RowView(
            safe(row.name),
            safe(row.place),
            (row.outcome.commit or "")[:12],
            row.outcome.state.value,
            Counter(each.ready for each in row.readiness),
            tuple(map(_function, shown)),
            len(row.readiness) - len(shown),
            one_line(aside(row)),
            tuple([one_line(f"{each.path}: {each.message}") for each in problems]),
        )


def _function(each: Readiness) -> FunctionView:
    place = safe(f"{each.entry.path}:{each.entry.function}")
    return FunctionView(place, each.ready, one_line(why(each)))


def _trend(since: Difference | None) -> list[Trend]:
    if since is None:
        return []
    return [Trend(ready, since.before[ready], since.after[ready]) for ready in Ready]


def _changes(since: Difference | None) -> list[tuple[str, str, str, str]]:
    """Return the functions that are more or less ready than before, as cells of a table."""
    changes = since.changes[:_MOST_CHANGES] if since is not None else ()
    return [
        (
            safe(change.repository),
            safe(change.function),
            change.before.value if change.before is not None else "new",
            change.after.value if change.after is not None else "gone",
        )
        for change in changes
    ]
