"""One table of keys, read key by key: wrong values are noted, and shown together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from snapcheck.config.keys import KEYS, Kind


class ConfigError(ValueError):
    """The configuration is wrong; one line for each mistake, each with file, key and mend."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__(*mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "; ".join(self.mistakes)


class Table(Struct, frozen=True):
    """One table under inspection; a wrong value is noted and read as if it were not there."""

    values: Mapping[str, object]
    mistakes: list[str]

    def texts(self, key: str) -> tuple[str, ...]:
        found = _texts(self.values.get(key, []))
        if found is None:
            self._must_be(key, Kind.TEXTS.value)
        return found or ()

    def texts_by_pattern(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self.values.get(key, {})
        read = [(p, _texts(codes)) for p, codes in value.items()] if isinstance(value, dict) else []
        found = tuple((pattern, codes) for pattern, codes in read if pattern and codes)
        if not isinstance(value, dict) or len(found) != len(read):
            self._must_be(key, Kind.CODES_BY_PATTERN.value)
        return found

    def words(self, key: str) -> tuple[tuple[str, str], ...]:
        value = self.values.get(key, {})
        known = KEYS[key].words
        if isinstance(value, dict) and all(word in known for word in value.values()):
            return tuple(value.items())
        self._must_be(key, KEYS[key].kind.value)
        return ()

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._must_be(key, KEYS[key].kind.value)
        return None

    def word(self, key: str) -> str | None:
        words = KEYS[key].words
        value = self.values.get(key)
        if value is None or (isinstance(value, str) and value in words):
            return value
        self._must_be(key, f"one of {', '.join(words)}")
        return None

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        self._must_be(key, Kind.FLAG.value)
        return False

    def refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.values:
            if key not in known:
                self.mistakes.append(f"unknown key {quoted(key)}{near(key, known)}")

    def _must_be(self, key: str, what: str) -> None:
        self.mistakes.append(f"{quoted(key)} must be {what}")


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    return None


def quoted(word: str) -> str:
    return f'"{word}"'


def near(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.replace("_", "-"), known, n=1)
    if close:
        return f" (did you mean {quoted(close[0])}?)"
    return f" (known: {', '.join(sorted(known))})"
