"""A file of the knowledge, and a TOML table in it: typed values, or a mistake with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from snapcheck.filesystem.opening import read_regular
from snapcheck.model import Level

LEVELS = tuple(level.label for level in Level)
_ARGUMENT = re.compile(r"[A-Za-z_]\w*(?:@\d+)?(?:=[\w.]+)?")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_T = TypeVar("_T")


class Source(Struct, frozen=True):
    """One file under inspection; `mistakes` is shared by all files.

    `place` is how messages show it, `rules/apis/random.toml`. Strings, for a hundred Path objects
    would take longer to make than the files to read.
    """

    file: str
    place: str
    mistakes: list[str]

    @property
    def name(self) -> str:
        return self.place.rpartition("/")[2]

    def note(self, message: str, line: int | None = None) -> None:
        self.mistakes.append(f"{self.place}{f':{line}' if line else ''}: {message}")

    def text(self) -> str | None:
        """Return all of the file; None if it cannot be read."""
        try:
            text = read_regular(self.file).decode("utf-8")
            return text.replace("\r\n", "\n").replace("\r", "\n")
        except OSError as error:
            self.note(f"cannot be read: {error.strerror}; make it a file that can be read")
        except UnicodeDecodeError as error:
            self.note(f"cannot be read: {error}")
        return None

    def toml(self, text: str, lines_before: int = 0) -> Mapping[str, object] | None:
        """Parse TOML that starts after `lines_before` lines of the file; None if it is broken."""
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            place = _TOML_PLACE.search(message)
            end = len(text.splitlines())
            line = int(place[1]) if place and place[1] else end
            self.note(_TOML_PLACE.sub("", message), lines_before + line)
            return None


class Table(Struct, frozen=True):
    """One TOML table under inspection; a wrong or missing field is noted and read as empty."""

    place: str
    values: Mapping[str, object]
    mistakes: list[str]

    def note(self, message: str) -> None:
        self.mistakes.append(f"{self.place}: {message}")

    def text(self, field: str) -> str:
        return self._typed(field, str, "a string", "")

    def flag(self, field: str) -> bool:
        return self._typed(field, bool, "true or false", False)

    def count(self, field: str) -> int | None:
        if field not in self.values:
            return None
        value = self.values[field]
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.note(f"{quoted(field)} must be a number, 0 or more")
        return None

    def texts(self, field: str) -> tuple[str, ...]:
        values = self._typed(field, list, "a list of strings", [])
        if all(isinstance(value, str) for value in values):
            return tuple(values)
        self.note(f"{quoted(field)} must be a list of strings")
        return ()

    def arguments(self, field: str) -> tuple[str, ...]:
        """Return arguments of a call: `name`, `name@2`, `name=Value`, `name@2=Value`."""
        arguments = self.texts(field)
        for argument in arguments:
            if not _ARGUMENT.fullmatch(argument):
                forms = "name, name@2, name=Value or name@2=Value"
                self.note(f"{quoted(argument)} in {quoted(field)} is no argument: {forms}")
        return arguments

    def tables(self, field: str, title: str) -> Iterator[Table]:
        values = self._typed(field, list, "a list of tables", [])
        for number, value in enumerate(values, start=1):
            if isinstance(value, dict):
                yield Table(f"{self.place}: {title} {number}", value, self.mistakes)
            else:
                self.note(f"{quoted(field)} must be a list of tables")

    def word(self, field: str, words: Collection[str]) -> str:
        """Return one of `words`, or empty where the field is not there."""
        value = self.text(field)
        if not value or value in words:
            return value
        self.note(f"unknown {field} {quoted(value)}{did_you_mean(value, words)}")
        return ""

    def expect(self, required: Iterable[str], known: Collection[str]) -> None:
        """Note the fields that must be there and are not, and those that nobody knows."""
        for field in required:
            if self.values.get(field) in (None, "", []):
                self.note(f"missing field {quoted(field)}")
        for field in self.values:
            if field not in known:
                self.note(f"unknown field {quoted(field)}{did_you_mean(field, known)}")

    def _typed(self, field: str, kind: type[_T], description: str, empty: _T) -> _T:
        value = self.values.get(field, empty)
        if isinstance(value, kind):
            return value
        self.note(f"{quoted(field)} must be {description}")
        return empty


def quoted(word: str) -> str:
    return f'"{word}"'


def did_you_mean(word: str, words: Collection[str]) -> str:
    # difflib is imported here because it is slow to import, and needed for mistakes only.
    from difflib import get_close_matches

    close = get_close_matches(word, words, n=1)
    if close:
        return f" (did you mean {quoted(close[0])}?)"
    known = ", ".join(sorted(filter(None, words)))
    return f" (known: {known})" if known else ""
