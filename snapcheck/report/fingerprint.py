"""GitHub's line fingerprints, `primaryLocationLineHash`: how it knows an alert after an edit.

The hash of a line is taken over the first 100 characters from its start onwards that are neither
blank nor tab, across line ends, as UTF-16 units; a number counts the equal hashes of one file. It
must be the very number that GitHub's upload action computes, or the action warns.
"""

from __future__ import annotations

from collections import Counter

_WINDOW = 100
_FACTOR = 37
_MASK = (1 << 64) - 1
_END_OF_FILE = 0xFFFF
_LINE_FEED = 0x0A


def line_hashes(text: str) -> list[str]:
    """Return the fingerprint of each line of a file, the first line's first."""
    units = _units(text)
    starts = [0, *(at + 1 for at, unit in enumerate(units) if unit == _LINE_FEED)]
    units += [_END_OF_FILE] + [0] * _WINDOW
    seen: Counter[int] = Counter()
    hashes = []
    for start in starts:
        value = _hash(units[start : start + _WINDOW])
        seen[value] += 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes


def _units(text: str) -> list[int]:
    """Return the UTF-16 units that count, with every line end as one line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    raw = text.encode("utf-16-le", "surrogatepass")
    return [low | high << 8 for low, high in zip(raw[::2], raw[1::2], strict=True)]


def _hash(units: list[int]) -> int:
    """Return a polynomial in 37 over the units, modulo 2**64."""
    value = 0
    for unit in units:
        value = value * _FACTOR + unit & _MASK
    return value
