"""What is known of a library's APIs, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from snapcheck.knowledge import Api, Effect, Knowledge
from snapcheck.knowledge.flows import Use
from snapcheck.report.cells import cut, wrap
from snapcheck.report.inert import inert_page

_WIDTH = 100
_FINE = frozenset((Effect.SAFE, Effect.QUIET, Effect.OFF, Effect.REVIVES, Effect.CLOSES))


def libraries(known: Knowledge) -> Mapping[str, Sequence[Api]]:
    """Return the rows of each library, by its name."""
    found: dict[str, list[Api]] = {}
    for rows in known.apis.values():
        for row in rows:
            found.setdefault(row.library, []).append(row)
    return dict(sorted(found.items()))


def render_libraries(found: Mapping[str, Sequence[Api]], form: str) -> str:
    """Return how much is known of each library."""
    counted = {
        name: (len({row.name for row in rows}), sum(row.effect not in _FINE for row in rows))
        for name, rows in found.items()
    }
    if form == "json":
        objects = [{"library": n, "names": all_, "rows": bad} for n, (all_, bad) in counted.items()]
        return _json(objects)
    width = max(map(len, counted), default=0)
    return "".join(
        f"{name:<{width}}  {names:>4} names, {bad:>3} facts of what a snapshot does to them\n"
        for name, (names, bad) in counted.items()
    )


def render_library(rows: Sequence[Api], form: str, width: int | None = None) -> str:
    """Return the APIs of one library, a line each, which are cut at a width if one is given."""
    ordered = sorted(rows, key=lambda row: (row.effect in _FINE, row.name))
    if form == "json":
        return _json([api_object(row) for row in ordered])
    longest = max(map(len, [row.name for row in ordered]), default=0)
    told = dict.fromkeys([(row.name, _told(row)) for row in ordered])
    if width is None or width - longest > 40:
        room = width or max(_WIDTH, longest + 62)
        lines = [cut(f"{name:<{longest}}  {what}", room) for name, what in told]
    else:
        lines = [line for name, what in told for line in (name, cut(f"    {what}", width))]
    return inert_page("".join(f"{line}\n" for line in lines))


def _told(row: Api) -> str:
    mark = "fine: " if row.effect in _FINE else ""
    return f"{mark}{row.behaviour or effect_of(row)}"


def render_api(
    rows: Sequence[Api], uses: Sequence[Use], form: str, width: int | None = None
) -> str:
    """Return all that is known of one name: what it does, what instead, and who says so."""
    if form == "json":
        handled = [{"name": use.name, "handling": use.handling.value} for use in uses]
        return _json({"rows": [api_object(row) for row in rows], "values": handled})
    parts = ["\n".join(_row(row, width or _WIDTH)) for row in rows]
    parts += [f"{use.name}\n  values: {use.handling.value.replace('-', ' ')}" for use in uses]
    return inert_page("\n\n".join(parts) + "\n")


def _row(row: Api, width: int) -> Iterator[str]:
    condition = condition_of(row)
    yield f"{row.name} ({row.library}){f', {condition}' if condition else ''}"
    facts = {
        "effect": effect_of(row),
        "behaviour": row.behaviour,
        "instead": row.instead,
        "fix": f"pass {row.mend.keyword}={row.mend.value}" if row.mend is not None else "",
        "cost": row.cost.about if row.cost is not None else "",
        "evidence": row.evidence,
        "confidence": row.confidence.label,
    }
    for label, text in facts.items():
        lines = wrap(text, width - 14)
        if lines:
            yield f"  {label + ':':<12}{lines[0]}"
            yield from (f"{'':14}{line}" for line in lines[1:])


def effect_of(row: Api) -> str:
    """Return what a name does to a snapshot, in words."""
    words = row.effect.value.replace("-", " ")
    if row.hazard is not None:
        words += f": {row.hazard.phrase}"
    if row.generators:
        words += f" ({', '.join(row.generators)})"
    return words


def condition_of(row: Api) -> str:
    """Return to which calls a row applies; empty for all."""
    parts = []
    if row.at_most_arguments is not None:
        parts.append(f"with at most {row.at_most_arguments} arguments")
    if row.first_argument:
        parts.append(f"for {_listed(row.first_argument)}")
    if row.first_argument_contains:
        parts.append(f"for what contains {_listed(row.first_argument_contains)}")
    if row.only_with:
        parts.append(f"with {_listed(row.only_with)}")
    if row.unless:
        parts.append(f"unless with {_listed(row.unless)}")
    if row.unless_spelled:
        parts.append(f"unless {_listed(row.unless_spelled)} is configured")
    if row.unless_flagged:
        parts.append(f"unless the program has a finding about {row.unless_flagged}")
    return ", ".join(parts)


def _listed(words: Iterable[str]) -> str:
    return " or ".join(word.partition("@")[0] + _value(word) for word in words)


def _value(word: str) -> str:
    _, equals, value = word.partition("@")[2].partition("=")
    return f"={value}" if equals else ""


def api_object(row: Api) -> dict[str, object]:
    """Return one row as JSON has it."""
    return {
        "name": row.name,
        "library": row.library,
        "applies": condition_of(row),
        "effect": row.effect.value,
        "hazard": row.hazard.name if row.hazard is not None else None,
        "behaviour": row.behaviour,
        "instead": row.instead,
        "evidence": row.evidence,
        "confidence": row.confidence.label,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
