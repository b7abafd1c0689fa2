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

DEEPEST = 1_400
"""Beyond this depth a file is refused: the parser's cost grows with the square of the depth."""

_SMALL = 2 * SHALLOW

# Strings and comments are matched so that what they hold does not count. An f-string's
# replacement fields are read as part of the string: their own nesting is bounded by its length.
_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n]* | \\\r?\n )
  | (?P<string> [A-Za-z]{0,2} (?:
        \"\"\" (?: [^"\\] | \\. | "(?!"") )* (?:\"\"\")?
      | ''' (?: [^'\\] | \\. | '(?!'') )* (?:''')?
      | " (?: [^"\\\n] | \\. )* "?
      | ' (?: [^'\\\n] | \\. )* '? ) )
  | (?P<open> [(\[{] )
  | (?P<close> [)\]}] )
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


def is_shallow(text: str) -> bool:
    """Whether `text` nests at most SHALLOW levels deep."""
    return depth(text) <= SHALLOW
