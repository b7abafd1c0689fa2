"""The comments of a Python file, and which lines each statement takes.

Only files that hold an ignore comment are read this way.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator, Sequence
from tokenize import TokenInfo

from snapcheck.model.comment import Comment, Commented
from snapcheck.read.deep import guarded
from snapcheck.read.python import as_parsed
from snapcheck.read.source import Unreadable, decode

# What is between the lines that belong together.
_BETWEEN = frozenset((tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT))


def read_comments(source: bytes, path: str) -> Commented:
    """Return the comments and statements of the Python file `path`.

    Raises Unreadable as reading does.
    """
    text = decode(source)
    code = guarded(text, lambda: as_parsed(text))
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code, newline=None).readline))
    except (tokenize.TokenError, SyntaxError) as error:
        raise Unreadable(f"can't be read for comments ({error})", 0, "exclude the file") from None
    statements = list(_statements(tokens))
    return Commented(
        path,
        tuple([_comment(token) for token in tokens if token.type == tokenize.COMMENT]),
        tuple(sorted({(each[0].start[0], each[-1].start[0]) for each in statements})),
        _begins(statements),
    )


def _comment(token: TokenInfo) -> Comment:
    line, column = token.start
    before = token.line[:column]
    blanks = len(before) - len(before.rstrip())
    return Comment(line, column + 1, token.string, blanks == len(before), blanks)


def _statements(tokens: Sequence[TokenInfo]) -> Iterator[Sequence[TokenInfo]]:
    """Yield the tokens of each line as Python sees it, decorators with what they decorate."""
    here: list[TokenInfo] = []
    begin = 0
    for token in tokens:
        if token.type in _BETWEEN or token.type == tokenize.ENDMARKER:
            continue
        here.append(token)
        if token.type == tokenize.NEWLINE:
            if here[begin].string == "@":
                begin = len(here)
                continue
            yield here
            here, begin = [], 0


def _begins(statements: Sequence[Sequence[TokenInfo]]) -> int:
    """Return the line of the first statement behind the docstring; 0 where there is none."""
    behind = statements[1:] if statements and _is_docstring(statements[0]) else statements
    return behind[0][0].start[0] if behind else 0


def _is_docstring(statement: Sequence[TokenInfo]) -> bool:
    end = next(i for i, token in enumerate(statement) if token.type != tokenize.STRING)
    prefixes = [token.string[: token.string.index(token.string[-1])] for token in statement[:end]]
    is_whole = statement[end].type == tokenize.NEWLINE or statement[end].string == ";"
    return bool(prefixes) and is_whole and not any(set("bBfF") & set(each) for each in prefixes)
