"""Readiness for SnapStart as reports show it: a sentence for all functions, an object for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from snapcheck.model.readiness import Readiness, Ready, counted
from snapcheck.report.summary import count


def sentence(readiness: Sequence[Readiness]) -> str:
    """Return how many functions are ready, and how many are not; of a single one nothing."""
    if len(readiness) < 2:
        return ""
    counts = counted(readiness)
    ready = counts[Ready.YES] + counts[Ready.WARNINGS]
    text = f"{ready} of {len(readiness)} functions ready for SnapStart"
    if counts[Ready.WARNINGS]:
        text += f" ({counts[Ready.WARNINGS]} with warnings)"
    if counts[Ready.NO]:
        text += f", {counts[Ready.NO]} not"
    if counts[Ready.UNKNOWN]:
        text += f", {counts[Ready.UNKNOWN]} not known"
    return f"{text}."


def readiness_object(each: Readiness) -> Mapping[str, object]:
    """Return the readiness of one function, the same in every JSON output."""
    return {
        "path": each.entry.path,
        "function": each.entry.function,
        "ready": each.ready.value,
        "errors": each.errors,
        "warnings": each.warnings,
        "notes": each.notes,
        "accepted": each.accepted,
        "rules": list(each.rules),
        "doubts": list(each.doubts),
        "unknown_packages": list(each.packages),
    }


def why(each: Readiness) -> str:
    """Return in a few words why a function is as ready as it is."""
    parts: list[str] = []
    if each.rules:
        parts.append(", ".join(each.rules))
    if each.warnings:
        parts.append(count(each.warnings, "warning"))
    parts += _first(each.doubts)
    if each.accepted:
        parts.append(f"{each.accepted} accepted in the baseline")
    if each.packages:
        packages = count(len(each.packages), "package")
        parts.append(f"{packages} nothing is known of: {', '.join(_first(each.packages))}")
    return "; ".join(parts)


_SHOWN = 3


def _first(texts: Iterable[str]) -> list[str]:
    every = list(texts)
    more = [f"and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    return [*every[:_SHOWN], *more]
