"""Colours for a terminal: ANSI SGR sequences, or nothing at all where they are switched off."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from snapcheck.model import Level


class Style(Enum):
    """What a stretch of text is, and how a terminal shows it."""

    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"
    ERROR_TEXT = "31"
    WARNING_TEXT = "33"
    NOTE_TEXT = "36"
    STRONG = "1"
    FRAME = "34"
    SNAPSHOT = "35"
    MEND = "32"


# For labels and carets, and for whole sentences, which would be too loud in bold.
LEVEL_STYLES = {Level.ERROR: Style.ERROR, Level.WARNING: Style.WARNING, Level.NOTE: Style.NOTE}
LEVEL_TEXT_STYLES = {
    Level.ERROR: Style.ERROR_TEXT,
    Level.WARNING: Style.WARNING_TEXT,
    Level.NOTE: Style.NOTE_TEXT,
}


class Paint(Struct, frozen=True):
    """Puts a style around text, if colours are on."""

    on: bool

    def __call__(self, text: str, style: Style) -> str:
        """Return the text in that style."""
        return f"\x1b[{style.value}m{text}\x1b[0m" if self.on and text else text

    def link(self, text: str, address: str | None) -> str:
        """Return the text as a link (OSC 8); terminals that don't know it show plain text."""
        if not self.on or address is None:
            return text
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"
