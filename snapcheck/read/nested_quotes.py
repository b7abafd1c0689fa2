"""F-strings that hold their own quotes in a field, as Python 3.12 allows, with other quotes there.

It is by far the most frequent syntax that an older Python refuses, and is rewritten without the
parser that knows all the others: `f"{row["id"]}"` to `f"{row['id']}"`, which has the same length.
"""

from __future__ import annotations

import re

_OTHER = {'"': "'", "'": '"'}
# What stands for one character in the text of an f-string.
_PAIRS = ("{{", "}}", "\\\\", "\\'", '\\"')
_NOTABLE = re.compile(r"""#[^\n]*|(?<!\w)(?P<prefix>[A-Za-z]{0,2})(?P<quote>\"""|'''|"|')""")
_STRING = re.compile(r"""(?<!\w)([A-Za-z]{0,2})(["'])((?:(?!\2)[^\\\n])*)\2""")


class _Otherwise(Exception):
    """The text has something that takes more than other quotes, or is no Python at all."""


def with_other_quotes(text: str) -> str | None:
    """Return a text with such quotes exchanged; None where it has none, or takes more than that."""
    found: list[int] = []
    at = 0
    try:
        while notable := _NOTABLE.search(text, at):
            at, quote = notable.end(), notable["quote"]
            if quote and "f" in notable["prefix"].lower():
                is_raw = "r" in notable["prefix"].lower()
                at = _behind_f_string(text, at, quote, found, is_raw=is_raw)
            elif quote:
                at = _behind_string(text, at, quote)
    except (_Otherwise, IndexError, ValueError):
        return None
    characters = list(text)
    for place in found:
        characters[place] = _OTHER[characters[place]]
    return "".join(characters) if found else None


def _behind_string(text: str, at: int, quote: str) -> int:
    while not text.startswith(quote, at):
        at += 2 if text[at] == "\\" else 1
    return at + len(quote)


def _behind_f_string(text: str, at: int, quote: str, found: list[int], *, is_raw: bool) -> int:
    """Return where an f-string is over whose text begins at `at`; `found` gets the quotes."""
    while not text.startswith(quote, at):
        if text.startswith(_PAIRS, at):
            at += 2
        elif text.startswith("\\N{", at) and not is_raw:
            at = text.index("}", at) + 1
        elif text[at] == "{":
            at = _behind_field(text, at + 1, quote, found)
        else:
            at += 1
    return at + len(quote)


def _behind_field(text: str, at: int, quote: str, found: list[int]) -> int:
    depth = 0
    while depth or text[at] not in "}:":
        character = text[at]
        if character in "#\\" or (character == "\n" and len(quote) == 1):
            raise _Otherwise
        if string := _STRING.match(text, at):
            at = _behind_inner(string, quote, found)
            continue
        depth += (character in "([{") - (character in ")]}")
        at += 1
    if text[at] == ":":
        at += 1
        while text[at] != "}":
            at = _behind_field(text, at + 1, quote, found) if text[at] == "{" else at + 1
    return at + 1


def _behind_inner(string: re.Match[str], quote: str, found: list[int]) -> int:
    """Return where a string inside of a field is over; its quotes are noted if they are `quote`."""
    prefix, own, text = string.groups()
    if "f" in prefix.lower() or string.string.startswith(own * 3, string.start(2)):
        raise _Otherwise
    if own == quote:
        if _OTHER[own] in text:
            raise _Otherwise
        found += [string.start(2), string.end() - 1]
    return string.end()
