"""Rules as people name them: by code, by the beginning of codes, or by name, in any case."""

from __future__ import annotations

from collections.abc import Mapping

from snapcheck.model import Rule


def code_of(word: str, known: Mapping[str, Rule]) -> str | None:
    """Return the code, or the beginning of codes, that a word means; None if no rule has it."""
    code = word.upper()
    if code and any(rule.startswith(code) for rule in known):
        return code
    return whole_code(word, known)


def whole_code(word: str, known: Mapping[str, Rule]) -> str | None:
    """Return the code of the one rule that a word means: its code, or its name."""
    if word.upper() in known:
        return word.upper()
    name = word.lower()
    return next((code for code, rule in known.items() if rule.name == name), None)
