"""How deeply a source nests, found without parsing it.

LibCST's parser recurses natively: about 1,500 nested brackets, or 10,000 chained attributes or
additions, overflow the C stack and kill the process. So a lexical screen stands before it. It
over-estimates (a comma, a semicolon or a new statement starts a new chain, nothing else does), so
what it lets through is safe.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

SHALLOW = 120
"""Up to this depth a file is read in the ordinary way."""

FLAT = 360
"""Up to this depth Python's own parser is in no danger, nor is anything that walks its tree."""

DEEPEST = 1_400
"""Beyond this depth a file is refused: the parser's cost grows with the square of the depth."""

_SMALL = 2 * SHALLOW

# Strings and comments are matched so that what they hold does not count. An f-string's
# replacement fields are read as part of the string: their own nesting is bounded by its length.
_SKIP = r"\#[^\r\n]* | \\\r?\n"
_QUOTED = r"""
    \"\"\" (?: [^"\\]++ | \\. | "(?!"") )*+ (?:\"\"\")?
  | \'\'\' (?: [^'\\]++ | \\. | '(?!'') )*+ (?:\'\'\')?
  | " (?: [^"\\\n]++ | \\. )*+ "?
  | ' (?: [^'\\\n]++ | \\. )*+ '?
"""
_TOKEN = rf"""
    (?P<skip> {_SKIP} )
  | (?P<string> [A-Za-z]{{0,2}} (?: {_QUOTED} ) )
  | (?P<open> [(\[{{] )
  | (?P<close> [)\]}}] )
  | (?P<end> [,;] )
  | (?P<line> \n [ \t\f]* )
  | (?P<word> [^\W\d]\w* )
  | (?P<operator> [-+*/%@&|^~<>.]+ )
"""
_CHAINING = frozenset({"and", "or", "not", "if", "lambda", "await", "yield"})


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compile when it is first needed: many a run reads nothing."""
    return re.compile(expression, re.VERBOSE | re.DOTALL)


def depth(text: str) -> int:
    """Return an upper bound of how deep the syntax tree of `text` nests."""
    if len(text) < _SMALL:
        return len(text) // 2
    deepest = 0
    nesting = _Nesting()
    elifs: dict[int, int] = {}
    after_string = False
    for match in _compiled(_TOKEN).finditer(text):
        kind, inner = match.lastgroup, 0
        if kind == "open":
            nesting.open()
        elif kind == "close":
            nesting.close()
        elif kind == "end":
            nesting.end()
        elif kind == "line":
            if nesting.begin_line():
                deepest = max(deepest, _elifs_so_far(text, match, elifs))
        elif kind == "string":
            # Strings side by side are one concatenation, nested as often as there are strings.
            nesting.link(int(after_string))
            inner = _fields(match.group())
        else:
            nesting.link(_links(match))
        after_string = kind == "string"
        deepest = max(deepest, nesting.total + inner)
    return deepest


def _links(match: re.Match[str]) -> int:
    """Return how many links of a chain a word or a run of signs is: `- - - x`, `~~~x`."""
    if match.lastgroup == "operator":
        return len(match.group())
    return int(match.lastgroup == "word" and match.group() in _CHAINING)


class _Nesting:
    """The brackets that are open at a place in a text, and the chain inside of each so far."""

    __slots__ = ("_chains", "total")

    def __init__(self) -> None:
        self._chains = [0]
        self.total = 0

    def open(self) -> None:
        """Open a bracket."""
        self._chains.append(1)
        self.total += 1

    def close(self) -> None:
        """Close one: `f()()()` and `a[0][0]` chain as attributes do."""
        if len(self._chains) > 1:
            self.total -= self._chains.pop()
        self.link(1)

    def link(self, count: int) -> None:
        """Make the chain so much longer."""
        self._chains[-1] += count
        self.total += count

    def end(self) -> None:
        """End the chain, but for the bracket around it."""
        bracket = int(len(self._chains) > 1)
        self.total -= self._chains[-1] - bracket
        self._chains[-1] = bracket

    def begin_line(self) -> bool:
        """End everything at the end of a line, if no bracket is open."""
        if len(self._chains) > 1:
            return False
        self.total = self._chains[0] = 0
        return True


def _fields(string: str) -> int:
    """Return how deep an f-string's replacement fields can nest."""
    prefix = string[:2].lower()
    if "f" not in prefix and "t" not in prefix:
        return 0
    return min(string.count("{"), len(string)) + string.count("(") + string.count("[")


def _elifs_so_far(text: str, line: re.Match[str], elifs: dict[int, int]) -> int:
    """Return the length of the `elif` chain that this line continues: each nests in the last."""
    at, indent = line.end(), line.end() - line.start()
    if text.startswith("elif", at):
        elifs[indent] = elifs.get(indent, 0) + 1
        return elifs[indent]
    if elifs and text[at : at + 1] not in ("\n", "\r", "#", "") and not text.startswith("else", at):
        elifs.pop(indent, None)
    return 0


def is_flat(text: str) -> bool:
    """Tell whether `text` nests at most FLAT levels deep: of most files a glance shows it."""
    return _is_within(FLAT, _FLAT, text)


def is_shallow(text: str) -> bool:
    """Tell whether `text` nests at most SHALLOW levels deep."""
    return _is_within(SHALLOW, _SHALLOW, text)


class _Bound(Struct, frozen=True):
    """A depth, as passes over the brackets, links of chains inside and outside, f-string's fields.

    Each pass may come nearer to the depth by its links and a bracket.
    """

    passes: int
    inner: int
    outer: int
    in_strings: int

    @property
    def depth(self) -> int:
        return self.passes * (self.inner + 1) + self.outer + self.in_strings


_FLAT = _Bound(9, 30, 60, 20)
_SHALLOW = _Bound(5, 12, 30, 16)
assert _FLAT.depth <= FLAT
assert _SHALLOW.depth <= SHALLOW


def _is_within(limit: int, bound: _Bound, text: str) -> bool:
    """Tell whether `text` nests at most so many levels deep; try the cheapest way first."""
    return _has_no_more_links(limit, text) or _is_surely_within(bound, text) or depth(text) <= limit


_OPAQUE = f"({_SKIP} | {_QUOTED})"
_CHAINING_WORDS = tuple(sorted(word.encode() for word in _CHAINING))
_CHAINING_SIGNS = b'"-*/%@&|^~<>.'
_LINKS = b"()[]{}+'" + _CHAINING_SIGNS
_NO_LINKS = bytes(set(range(256)) - set(_LINKS))
_STRUCTURE = bytes.maketrans(b"[{]};" + _CHAINING_SIGNS, b"(())," + b"+" * len(_CHAINING_SIGNS))
_NO_STRUCTURE = bytes(set(range(256)) - set(b"()[]{},;\n+" + _CHAINING_SIGNS))


def _has_no_more_links(count: int, text: str) -> bool:
    """Tell whether there are too few signs and words, wherever, to nest deeper than this."""
    code = text.encode(errors="replace")
    signs = len(code.translate(None, _NO_LINKS))
    return signs <= count and signs + sum(map(code.count, _CHAINING_WORDS)) <= count


def _is_surely_within(bound: _Bound, text: str) -> bool:
    """Tell whether `text` surely is, by taking innermost brackets for one link of a chain."""
    if len(text) < _SMALL:
        return True
    pieces = _compiled(_OPAQUE).split(text)
    for before, opaque in zip(pieces[::2], pieces[1::2], strict=False):
        if "{" in opaque and _fields(before[-2:] + opaque) > bound.in_strings:
            return False
    code = '"'.join(pieces[::2]).encode(errors="replace")
    if code.count(b"elif") > bound.depth:
        return False
    for word in _CHAINING_WORDS:
        code = code.replace(word, b"+")
    links = code.translate(_STRUCTURE, _NO_STRUCTURE)
    innermost = _innermost(bound.inner)
    for _ in range(bound.passes):
        links = innermost.sub(b"+", links)
    return not (b"(" in links or b")" in links or b"+" * (bound.outer + 1) in links)


@cache
def _innermost(links: int) -> re.Pattern[bytes]:
    """Return what matches innermost brackets whose chains have at most so many links."""
    chain = b"(?:\\n*+\\+){0,%d}+\\n*+" % links
    return re.compile(b"\\((?:%b,)*+%b\\)" % (chain, chain))
