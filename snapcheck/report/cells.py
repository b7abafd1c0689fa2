"""What a terminal makes of text: how many cells it fills, and which characters it must not see.

Paths, names and source lines come from the analysed project. A control character in them could
rewrite what the user sees, and a bidirectional override could reorder it, so that both are shown
as escapes. Widths are needed to put carets exactly under a span.
"""

from __future__ import annotations

import unicodedata

# A tab in a source line goes on to the next multiple of this many cells.
TAB_STOP = 4

# Stands where a part of a text is left out.
ELLIPSIS = "…"

# Fewer cells than these are no room for a text beside another.
_LEAST_ROOM = 24

# The zero-width non-joiner belongs to the spelling of Persian and other words and is harmless.
_HARMLESS_FORMAT = "\u200c"
_ESCAPED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_COMBINING = frozenset(("Mn", "Me"))


def is_plain(text: str) -> bool:
    """Tell whether each character is shown as itself, in one cell; so it is nearly always."""
    return text.isascii() and text.isprintable()


def safe(text: str) -> str:
    """Return the text with every character escaped that could do more than be seen."""
    return text if is_plain(text) else "".join(map(_visible, text))


def one_line(text: str) -> str:
    """Return the text as one safe line: line breaks and runs of blanks become one blank."""
    return safe(" ".join(text.split()))


def cells_of(character: str, column: int = 0) -> tuple[str, int]:
    """Return what is shown for a character at that cell of a line, and how many cells it fills."""
    if character == "\t":
        blanks = TAB_STOP - column % TAB_STOP
        return " " * blanks, blanks
    if is_plain(character):
        return character, 1
    shown = _visible(character)
    return shown, len(shown) if len(shown) > 1 else _width(shown)


def width_of(text: str) -> int:
    """Return how many cells a safe text fills."""
    return len(text) if text.isascii() else sum(map(_width, text))


def wrap(text: str, width: int) -> list[str]:
    """Return the words of a text in lines of at most `width` cells; a longer word stands alone."""
    words = text.split()
    whole = " ".join(words)
    if width_of(whole) <= width:
        return [whole] if whole else []
    lines: list[str] = []
    filled = width
    for word in words:
        cells = width_of(word)
        if lines and filled + 1 + cells <= width:
            lines[-1] += f" {word}"
            filled += 1 + cells
        else:
            lines.append(word)
            filled = cells
    return lines


def hanging(text: str, width: int | None, hang: int, indent: int = 0) -> list[str]:
    """Return a text in lines of a width, the later ones indented by `hang`; one without a width."""
    first = " " * indent + one_line(text)
    if width is None or width_of(first) <= width:
        return [first]
    lead, *rest = wrap(text, max(width - hang, 1))
    return [" " * indent + one_line(lead), *[" " * hang + one_line(line) for line in rest]]


def beside(head: str, text: str, width: int | None) -> list[str]:
    """Return a text beside its head, in lines of a width; below it where there is little room."""
    hang = len(head) + 2
    if width is not None and width - hang < _LEAST_ROOM:
        return [cut(head.rstrip(), width), *hanging(text, width, 4, 4)]
    first, *rest = hanging(text, width, hang, hang)
    return [f"{head}  {first.lstrip()}", *rest]


def cut(text: str, width: int) -> str:
    """Return a safe text in at most `width` cells; what is left out is a sign at its end."""
    if width_of(text) <= width:
        return text
    kept, filled = [], 1
    for character in text:
        filled += width_of(character)
        if filled > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def _visible(character: str) -> str:
    if character in _HARMLESS_FORMAT or unicodedata.category(character) not in _ESCAPED:
        return character
    if character.isascii():
        return f"\\x{ord(character):02x}"
    return character.encode("ascii", "backslashreplace").decode()


def _width(character: str) -> int:
    if character in _HARMLESS_FORMAT or unicodedata.category(character) in _COMBINING:
        return 0
    if "\u1160" <= character <= "\u11ff":  # vowels and finals that join the syllable before them
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
