"""How deeply a source nests, found without parsing it.

LibCST's parser recurses natively: about 1,500 nested brackets, or 10,000 chained attributes or
additions, overflow the C stack and kill the process. So a lexical screen stands before it. It
over-estimates (a comma, a semicolon or a new statement starts a new chain, nothing else does), so
what it lets through is safe.
"""

from __future__ import annotations

import re

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
_TOKEN = re.compile(
    rf"""
    (?P<skip> {_SKIP} )
  | (?P<string> [A-Za-z]{{0,2}} (?: {_QUOTED} ) )
  | (?P<open> [(\[{{] )
  | (?P<close> [)\]}}] )
  | (?P<end> [,;] )
  | (?P<line> \n [ \t\f]* )
  | (?P<word> [^\W\d]\w* )
  | (?P<operator> [-+*/%@&|^~<>.]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_CHAINING = frozenset({"and", "or", "not", "if", "lambda", "await", "yield"})


def depth(text: str) -> int:
    """An upper bound of how deep the syntax tree of `text` nests."""
    if len(text) < _SMALL:
        return len(text) // 2
    deepest = 0
    chains = [0]
    total = 0
    elifs: dict[int, int] = {}
    after_string = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "open":
            chains.append(1)
            total += 1
        elif kind == "close":
            if len(chains) > 1:
                total -= chains.pop()
            # `f()()()` and `a[0][0]` chain as attributes do.
            chains[-1] += 1
            total += 1
        elif kind == "operator":
            # A run of signs is a run of operators: `- - - x`, `~~~x`.
            length = len(match.group())
            chains[-1] += length
            total += length
        elif kind == "string":
            inner = _fields(match.group())
            # Strings side by side are one concatenation, nested as often as there are strings.
            chains[-1] += after_string
            total += after_string
            if total + inner > deepest:
                deepest = total + inner
        elif kind == "word":
            if match.group() in _CHAINING:
                chains[-1] += 1
                total += 1
        elif kind == "end":
            total -= chains[-1] - (len(chains) > 1)
            chains[-1] = int(len(chains) > 1)
        elif kind == "line" and len(chains) == 1:
            total = chains[0] = 0
            deepest = max(deepest, _elifs_so_far(text, match, elifs))
        after_string = kind == "string"
        if total > deepest:
            deepest = total
    return deepest


def _fields(string: str) -> int:
    """How deep an f-string's replacement fields can nest."""
    prefix = string[:2].lower()
    if "f" not in prefix and "t" not in prefix:
        return 0
    return min(string.count("{"), len(string)) + string.count("(") + string.count("[")


def _elifs_so_far(text: str, line: re.Match[str], elifs: dict[int, int]) -> int:
    """The length of the `elif` chain that this line continues; each `elif` nests in the last."""
    at, indent = line.end(), line.end() - line.start()
    if text.startswith("elif", at):
        elifs[indent] = elifs.get(indent, 0) + 1
        return elifs[indent]
    if elifs and text[at : at + 1] not in ("\n", "\r", "#", "") and not text.startswith("else", at):
        elifs.pop(indent, None)
    return 0


def is_flat(text: str) -> bool:
    """Whether `text` nests at most FLAT levels deep: of most files this is seen at a glance."""
    return _is_surely_flat(text) or depth(text) <= FLAT


# Passes over the brackets, links of a chain in brackets and outside of them, fields of an f-string:
# all together they stay within FLAT, which each pass may come nearer by its links and a bracket.
_PASSES, _INNER, _OUTER, _IN_STRINGS = 9, 30, 60, 20
_OPAQUE = re.compile(f"({_SKIP} | {_QUOTED})", re.VERBOSE | re.DOTALL)
_LINKS = b"(?:\\n*+\\+){0,%d}+\\n*+" % _INNER
_INNERMOST = re.compile(b"\\((?:%s,)*+%s\\)" % (_LINKS, _LINKS))
_CHAINING_WORDS = tuple(sorted(word.encode() for word in _CHAINING))
_CHAINING_SIGNS = b'"-*/%@&|^~<>.'
_STRUCTURE = bytes.maketrans(b"[{]};" + _CHAINING_SIGNS, b"(())," + b"+" * len(_CHAINING_SIGNS))
_NO_STRUCTURE = bytes(set(range(256)) - set(b"()[]{},;\n+" + _CHAINING_SIGNS))


def _is_surely_flat(text: str) -> bool:
    """Whether `text` surely is: innermost brackets become one link of a chain, over and over."""
    if len(text) < _SMALL:
        return True
    pieces = _OPAQUE.split(text)
    for before, opaque in zip(pieces[::2], pieces[1::2], strict=False):
        if "{" in opaque and _fields(before[-2:] + opaque) > _IN_STRINGS:
            return False
    code = '"'.join(pieces[::2]).encode(errors="replace")
    if code.count(b"elif") > FLAT:
        return False
    for word in _CHAINING_WORDS:
        code = code.replace(word, b"+")
    links = code.translate(_STRUCTURE, _NO_STRUCTURE)
    for _ in range(_PASSES):
        links = _INNERMOST.sub(b"+", links)
    return not (b"(" in links or b")" in links or b"+" * (_OUTER + 1) in links)
