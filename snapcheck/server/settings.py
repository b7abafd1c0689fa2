"""What the editor's settings say; they come as untyped values and may hold anything.

The names are those of the configuration, in either spelling: `min-confidence`, `minConfidence`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from snapcheck.config import CONFIDENCES, KEYS
from snapcheck.config.request import Typed

SECTION = "snapcheck"
LEVELS = KEYS["min-level"].words


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose in the editor; it replaces what the configuration says.

    `code_lens` is whether entry points are marked. `mistakes` are values that could not be used,
    one line each.
    """

    entry_points: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    min_confidence: str | None = None
    min_level: str | None = None
    include_vendored: bool = False
    only_snapstart: bool = False
    python: str | None = None
    config: str | None = None
    code_lens: bool = True
    mistakes: tuple[str, ...] = field(default=(), compare=False)

    def typed(self, path: Path, root: Path) -> Typed:
        """Return the settings as options of the command line, for one path to analyse."""
        return Typed(
            (str(path),),
            self.entry_points,
            self.select,
            self.ignore,
            self.min_confidence,
            include_vendored=self.include_vendored,
            environment=str(root / self.python) if self.python else None,
            only_snapstart=self.only_snapstart,
            exclude=self.exclude,
            extend_select=self.extend_select,
            min_level=self.min_level,
            config_file=str(root / self.config) if self.config else None,
        )


def read_settings(value: object) -> Settings:
    """Return the settings in what an editor sent, be it bare or under the name of the section."""
    if isinstance(value, Mapping) and isinstance(value.get(SECTION), Mapping):
        value = value[SECTION]
    if not isinstance(value, Mapping):
        return Settings()
    given = _Given({_name(key): item for key, item in value.items() if isinstance(key, str)}, [])
    return Settings(
        entry_points=given.texts("entry_points"),
        select=given.texts("select"),
        extend_select=given.texts("extend_select"),
        ignore=given.texts("ignore"),
        exclude=given.texts("exclude"),
        min_confidence=given.word("min_confidence", CONFIDENCES),
        min_level=given.word("min_level", LEVELS),
        include_vendored=given.flag("include_vendored", False),
        only_snapstart=given.flag("only_snapstart", False),
        python=given.text("python"),
        config=given.text("config"),
        code_lens=given.flag("code_lens", True),
        mistakes=tuple(given.mistakes),
    )


def _name(key: str) -> str:
    """Return a setting's name: `minConfidence` and `min-confidence` are both `min_confidence`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).replace("-", "_").lower()


class _Given(Struct, frozen=True):
    """Values under inspection; a wrong one is noted and read as if it were not there."""

    values: Mapping[str, object]
    mistakes: list[str]

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item for item in value if item)
        self._refuse(name, "a list of strings")
        return ()

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        if isinstance(value, str):
            return value or None
        self._refuse(name, "a string")
        return None

    def word(self, name: str, words: Collection[str]) -> str | None:
        value = self.values.get(name)
        if isinstance(value, str) and (not value or value in words):
            return value or None
        self._refuse(name, f"one of {', '.join(words)}")
        return None

    def flag(self, name: str, default: bool) -> bool:
        value = self.values.get(name)
        if isinstance(value, bool):
            return value
        self._refuse(name, "true or false")
        return default

    def _refuse(self, name: str, what: str) -> None:
        """Note a value that is there; editors send null for what nobody has set."""
        if self.values.get(name) is not None:
            setting = f"{SECTION}.{name.replace('_', '-')}"
            self.mistakes.append(f"the setting {setting} must be {what}")
