"""Mutations of texts and of Python's syntax trees, by a random number generator that is given."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

Files = Mapping[str, bytes]
"""An input: what its files hold, by name."""

_TOKEN = re.compile(rb"\w+|\s+|[^\w\s]")
_ODD = (b"\0", b"\xff", b"\r", b"\f", b"\xe2\x80\xae", b"#", b'"""', b"(", b"*", b"${", b"\t")
_WORDS = (b"lambda", b"yield", b"await", b"async", b"return", b"import", b"self", b"None", b"uuid")


def mutated(
    files: Files, others: Sequence[Files], random: Random, names: Sequence[str] = ()
) -> Files:
    """Return an input with one of its files changed, one of the `names` if there are any."""
    name = random.choice(names or sorted(files))
    content = files[name]
    other = random.choice(others)
    donor = other[random.choice(sorted(other))]
    if name.endswith(".py") and random.random() < 0.5:
        return {**files, name: mutated_python(content, donor, random)}
    for _ in range(random.randint(1, 4)):
        content = random.choice(_OF_TEXTS)(content, donor, random)
    return {**files, name: content[:200_000]}


def mutated_python(content: bytes, donor: bytes, random: Random) -> bytes:
    """Return a program whose tree is changed, also by parts of another; as it is if it is none."""
    tree = _parsed(content)
    if tree is None:
        return content
    for _ in range(random.randint(1, 3)):
        random.choice(_OF_TREES)(tree, random)
    if random.random() < 0.3:
        _transplant(tree, _parsed(donor) or tree, random)
    try:
        return ast.unparse(ast.fix_missing_locations(tree)).encode("utf-8", "replace")
    except (ValueError, RecursionError, TypeError, AttributeError):
        return content


def _parsed(content: bytes) -> ast.Module | None:
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _lines(content: bytes, donor: bytes, random: Random) -> bytes:
    """Delete, repeat, move or indent lines."""
    lines = content.splitlines(keepends=True) or [b""]
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    begin, end = min(at, to), min(max(at, to) + 1, min(at, to) + 8)
    some = lines[begin:end]
    what = random.randrange(5)
    if what == 0:
        del lines[begin:end]
    elif what == 1:
        lines[to:to] = some * random.randint(1, 3)
    elif what == 2:
        lines[begin:end] = [b"    " + line for line in some]
    elif what == 3:
        lines[begin:end] = [line.removeprefix(b"    ") for line in some]
    else:
        theirs = donor.splitlines(keepends=True) or [b""]
        start = random.randrange(len(theirs))
        lines[to:to] = theirs[start : start + 6]
    return b"".join(lines)


def _tokens(content: bytes, donor: bytes, random: Random) -> bytes:
    """Delete, repeat, swap or replace tokens."""
    tokens = _TOKEN.findall(content) or [b""]
    at, to = random.randrange(len(tokens)), random.randrange(len(tokens))
    what = random.randrange(5)
    if what == 0:
        del tokens[at]
    elif what == 1:
        tokens.insert(to, tokens[at])
    elif what == 2:
        tokens[at], tokens[to] = tokens[to], tokens[at]
    elif what == 3:
        tokens[at] = random.choice(_WORDS)
    else:
        tokens[at] = random.choice(_TOKEN.findall(donor) or [b""])
    return b"".join(tokens)


def _bytes(content: bytes, donor: bytes, random: Random) -> bytes:
    """Put something odd somewhere, many times at most, or cut the rest off."""
    at = random.randrange(len(content) + 1)
    what = random.randrange(4)
    if what == 0:
        return content[:at]
    if what == 1:
        return content[:at] + content[at + 1 :]
    odd = random.choice(_ODD) * random.choice((1, 1, 2, 300 if what == 2 else 3))
    return content[:at] + odd + content[at:]


def _blocks(content: bytes, donor: bytes, random: Random) -> bytes:
    """Put a line, with those below it that are further in, elsewhere; or one of another text."""
    lines = content.splitlines(keepends=True) or [b""]
    theirs = lines if random.random() < 0.6 else donor.splitlines(keepends=True) or [b""]
    begin = random.randrange(len(theirs))
    end = begin + 1
    while end < len(theirs) and _depth(theirs[end]) > _depth(theirs[begin]):
        end += 1
    block = theirs[begin:end]
    to = random.randrange(len(lines))
    further_in = _depth(lines[to]) - _depth(block[0])
    if theirs is lines and random.random() < 0.3:
        del lines[begin:end]
    lines[to:to] = [
        b" " * further_in + line if further_in >= 0 else line[-further_in:] for line in block
    ]
    return b"".join(lines)


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" "))


_OF_TEXTS: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    *(_lines, _tokens, _tokens, _bytes),
    *(_blocks, _blocks),
)


def _bodies(tree: ast.AST) -> list[list[ast.stmt]]:
    found = []
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body:
                found.append(body)
    return found


def _statements(tree: ast.AST, random: Random) -> None:
    """Delete, repeat or move a statement."""
    bodies = _bodies(tree)
    if not bodies:
        return
    one, other = random.choice(bodies), random.choice(bodies)
    at = random.randrange(len(one))
    chosen = copy.deepcopy(one[at])
    if random.random() < 0.5 and len(one) > 1:
        del one[at]
    if random.random() < 0.7:
        other.insert(random.randrange(len(other) + 1), chosen)


def _transplant(tree: ast.AST, donor: ast.AST, random: Random) -> None:
    """Put statements of another program into this one, by the names that this one uses."""
    bodies, theirs = _bodies(tree), _bodies(donor)
    if not bodies or not theirs:
        return
    body, other = random.choice(bodies), random.choice(theirs)
    at = random.randrange(len(other))
    some = [copy.deepcopy(each) for each in other[at : at + random.randint(1, 3)]]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    for node in (node for each in some for node in ast.walk(each)):
        if isinstance(node, ast.Name) and names and random.random() < 0.3:
            node.id = random.choice(names)
    to = random.randrange(len(body) + 1)
    body[to:to] = some


def _nesting(tree: ast.AST, random: Random) -> None:
    """Put a statement into another one."""
    bodies = _bodies(tree)
    if not bodies:
        return
    body = random.choice(bodies)
    at = random.randrange(len(body))
    texts = (
        *("if x: pass", "for i in x: pass", "while x: pass", "with x as y: pass", "def f(): pass"),
        *("try: pass\nexcept Exception: raise", "class C: pass", "async def f(a, *b, **c): pass"),
        "match x:\n case [a, *b]: pass",
    )
    outer = ast.parse(random.choice(texts)).body[0]
    _bodies(outer)[0][:] = [body[at]]
    body[at] = outer


def _expressions(tree: ast.AST, random: Random) -> None:
    """Replace one expression by another one of the program, or wrap it."""
    found = [
        (node, field)
        for node in ast.walk(tree)
        for field, value in ast.iter_fields(node)
        if isinstance(value, ast.expr)
        and isinstance(getattr(value, "ctx", None) or ast.Load(), ast.Load)
    ]
    if not found:
        return
    (node, field), (other, its) = random.choice(found), random.choice(found)
    donor = copy.deepcopy(getattr(other, its))
    old = getattr(node, field)
    makers: tuple[Callable[[], ast.expr], ...] = (
        lambda: donor,
        lambda: donor,
        lambda: ast.Call(old, [donor], []),
        lambda: ast.Call(donor, [ast.Starred(old, ast.Load())], [ast.keyword(None, donor)]),
        lambda: ast.IfExp(donor, old, copy.deepcopy(old)),
        lambda: ast.BinOp(old, ast.Add(), donor),
        lambda: ast.List([old, donor, copy.deepcopy(old)], ast.Load()),
        lambda: ast.Dict([None, ast.Constant("k")], [donor, old]),
        lambda: ast.Lambda(ast.parse("lambda a=1, *b: 0", mode="eval").body.args, old),  # type: ignore[attr-defined]
        lambda: ast.Subscript(old, donor, ast.Load()),
        lambda: ast.Await(old),
        lambda: ast.NamedExpr(ast.Name("RUN", ast.Store()), old),
    )
    setattr(node, field, random.choice(makers)())


def _names(tree: ast.AST, random: Random) -> None:
    """Let one name of the program be another one everywhere, or once."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if len(names) < 2:
        return
    one, other = random.choice(names), random.choice(names).id
    for node in names if random.random() < 0.3 else [one]:
        if node.id == one.id:
            node.id = other


def _decorators(tree: ast.AST, random: Random) -> None:
    """Decorate a function with another one, or make it asynchronous or a method of none."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    if functions:
        chosen, other = random.choice(functions), random.choice(functions)
        name = random.choice((other.name, "property", "staticmethod", "cache", "wraps"))
        chosen.decorator_list.insert(0, ast.Name(name, ast.Load()))


_OF_TREES: tuple[Callable[[ast.AST, Random], None], ...] = (
    _statements,
    _nesting,
    _expressions,
    _expressions,
    _names,
    _decorators,
)
