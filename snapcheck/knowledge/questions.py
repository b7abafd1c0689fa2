"""The questions that rules may ask, each with what it may be asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from snapcheck.knowledge.vocabulary import Vocabulary

_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "drawn": ("seed", "instance", "global", "library"),
    "absent": ("",),
    "started": ("",),
    "hooks": ("late", "not-imported", "local", "cannot-finish"),
    "ignores": ("",),
    "deployment": ("version", "feature", "runtime", "trigger"),
}
CHECKS = ("kept", "flagged", "per-invoke", *_SUBJECTS)


def subjects(check: str, words: Vocabulary) -> Collection[str]:
    """Return what the question `check` may be asked about; an empty word means nothing."""
    of_words = {"kept": words.hazards, "flagged": words.flags, "per-invoke": words.costs}
    return of_words.get(check) or _SUBJECTS.get(check, ())
