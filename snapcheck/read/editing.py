"""Files that are being edited: what changed is read anew, and all else keeps its facts.

Sites are numbered with room between them, so that those of an edited function keep their numbers
too, and new ones get numbers in reading order. What was followed with the facts before the edit
then holds for those after it, but for the bodies that differ.
"""

from __future__ import annotations

import ast
import warnings
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import facts
from snapcheck.facts import Fact, ModuleFacts
from snapcheck.read.deep import guarded
from snapcheck.read.depth import is_flat
from snapcheck.read.module import Reader
from snapcheck.read.places import Placed
from snapcheck.read.python import as_parsed, parsed
from snapcheck.read.source import Unreadable, decode

# Between two sites there is room for so many new ones.
_ROOM = 1 << 10
# The lines that may say how a file is encoded.
_COOKIES = 2

T = TypeVar("T")


class _Part(Struct, frozen=True):
    """Statements of a top level that begin on a line of their own, from 0.

    The rest is how many sites, functions, classes and statements stand before it.
    """

    line: int
    sites: int = 0
    functions: int = 0
    classes: int = 0
    statements: int = 0


class _Edited(Struct, frozen=True):
    """A file as it was last read."""

    lines: list[str]
    parts: list[_Part]
    facts: ModuleFacts


class _Lowered(Struct, frozen=True):
    """Some lines of a file, lowered: what they define, and the nodes of their sites."""

    parts: list[_Part]
    body: tuple[facts.Statement, ...]
    functions: tuple[facts.FunctionFacts, ...]
    classes: tuple[facts.ClassFacts, ...]
    nodes: list[Placed]
    places: bytes


class Editing:
    """The files that are being edited, as they were last read."""

    def __init__(self) -> None:
        self._known: dict[str, _Edited] = {}

    def keep(self, paths: Collection[str]) -> None:
        """Forget all files but these."""
        self._known = {path: known for path, known in self._known.items() if path in paths}

    def read(self, source: bytes, path: str) -> ModuleFacts:
        """Return the facts of a file. Raises Unreadable as reading it does."""
        text = decode(source)
        found = self._read_again(text, path)
        if found is None:
            found = self._known[path] = guarded(text, lambda: _whole(text, path))
        return found.facts

    def reads(self, source: bytes, path: str) -> bool:
        """Tell whether a file that was read can be read again now, of which one part changed."""
        try:
            return self._read_again(decode(source), path) is not None
        except Unreadable:
            return False

    def _read_again(self, text: str, path: str) -> _Edited | None:
        before = self._known.get(path)
        found = _again(before, text) if before is not None else None
        if found is not None:
            self._known[path] = found
        return found


def _whole(text: str, path: str) -> _Edited:
    tree, shown = parsed(text), as_parsed(text)
    lowered = _lowered(shown, tree.body, _Part(0))
    numbers = range(0, len(lowered.nodes) * _ROOM, _ROOM)
    renumbered = _renumbering(numbers, 0)
    module = ModuleFacts(
        path,
        renumbered(lowered.body),
        renumbered(lowered.functions),
        renumbered(lowered.classes),
        lowered.places,
        array(facts.SITE_FORMAT, numbers).tobytes(),
    )
    return _Edited(shown.split("\n"), lowered.parts, module)


def _lowered(text: str, body: Sequence[ast.stmt], first: _Part) -> _Lowered:
    """Lower statements of the top level of a text, in front of which stands what `first` says."""
    reader = Reader(text, sites=first.sites, functions=first.functions, classes=first.classes)
    parts, found, end = [first], list[facts.Statement](), first.line
    for node in body:
        line = (
            min([node.lineno, *[each.lineno for each in getattr(node, "decorator_list", ())]]) - 1
        )
        if line > end:
            before = len(reader.nodes), len(reader.functions), len(reader.classes)
            parts.append(_Part(line, *before, first.statements + len(found)))
        found.extend(reader.block([node]))
        end = (node.end_lineno or node.lineno) - 1
    nodes = reader.nodes[first.sites :]
    return _Lowered(
        parts,
        tuple(found),
        tuple(reader.functions[first.functions :]),
        tuple(reader.classes[first.classes :]),
        nodes,
        reader.packed(nodes),
    )


def _again(before: _Edited, text: str) -> _Edited | None:
    """Read only what changed since the file was last read; None where that is not possible.

    The statements around the change are parsed by themselves. What defines another number of
    functions or classes is not: those are told apart by their numbers.
    """
    old, lines = before.lines, text.split("\n")
    if "\r" in text or "\f" in text:
        return None
    if old == lines:
        return before
    start, behind = _around(old, lines)
    if start < _COOKIES:
        return None
    first, last = _touched(before.parts, start, len(old) - behind)
    begin, moved = before.parts[first], len(lines) - len(old)
    end = before.parts[last].line if last < len(before.parts) else len(old)
    was = _statements(old, begin.line, end)
    now = _statements(lines, begin.line, end + moved)
    if was is None or now is None:
        return None
    one = _lowered("\n".join(old), was, begin)
    other = _lowered(text, now, begin)
    same = len(one.functions) == len(other.functions) and len(one.classes) == len(other.classes)
    return _joined(before, lines, (first, last), (one, other)) if same else None


def _around(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many lines two texts have in common, at their beginnings and at their ends."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    return start, next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)


def _touched(parts: Sequence[_Part], start: int, end: int) -> tuple[int, int]:
    """Return the parts that lines from `start` to before `end` may belong to."""
    lines = [part.line for part in parts]
    first = max(bisect_left(lines, start) - 1, 0)
    return first, max(bisect_left(lines, end), first + 1)


def _statements(lines: list[str], begin: int, end: int) -> list[ast.stmt] | None:
    """Return the statements on some lines; None unless they are whole, and nothing but them."""
    text = "\n" * begin + "\n".join(lines[begin:end])
    is_last = end == len(lines)
    if not is_last:
        # What does not end here would go on in that.
        text += "\npass\n"
    if not is_flat(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if is_last:
        return body
    *body, behind = body
    ends = type(behind) is ast.Pass and (behind.lineno, behind.col_offset) == (end + 1, 0)
    return body if ends else None


def _joined(
    before: _Edited, lines: list[str], between: tuple[int, int], change: tuple[_Lowered, _Lowered]
) -> _Edited | None:
    """Put what was read anew in the place of what stood there."""
    (first, last), (one, other), module = between, change, before.facts
    begin, parts = before.parts[first], before.parts
    behind = parts[last] if last < len(parts) else None
    known = array(facts.SITE_FORMAT, module.spaced)
    ends = begin.sites + len(one.nodes)
    numbers = _numbers(known, (begin.sites, ends), one.nodes, other.nodes)
    if numbers is None:
        return None
    renumbered = _renumbering(numbers, begin.sites)
    stands = begin.statements, begin.statements + len(one.body)
    moved = len(lines) - len(before.lines)
    more = len(other.nodes) - len(one.nodes), len(other.body) - len(one.body)
    size = len(module.places) // len(known) if known else 0
    places = module.places[: begin.sites * size] + other.places
    places += _shifted(module.places[ends * size :], moved)
    kept = replace(
        module,
        body=_put(module.body, stands, renumbered(other.body)),
        functions=_put(
            module.functions,
            (begin.functions, begin.functions + len(one.functions)),
            renumbered(other.functions),
        ),
        classes=_put(
            module.classes,
            (begin.classes, begin.classes + len(one.classes)),
            renumbered(other.classes),
        ),
        places=places,
        spaced=(known[: begin.sites] + array("I", numbers) + known[ends:]).tobytes(),
    )
    later = [
        replace(
            part,
            line=part.line + moved,
            sites=part.sites + more[0],
            statements=part.statements + more[1],
        )
        for part in (parts[last:] if behind is not None else ())
    ]
    return _Edited(lines, [*parts[:first], *other.parts, *later], kept)


def _put(known: tuple[T, ...], between: tuple[int, int], found: tuple[T, ...]) -> tuple[T, ...]:
    """Replace a part of `known`; what is the same as before stays the very same."""
    begin, end = between
    was = known[begin:end]
    if len(was) == len(found):
        found = tuple([one if one == two else two for one, two in zip(was, found, strict=True)])
    return known[:begin] + found + known[end:]


def _shifted(places: bytes, lines: int) -> bytes:
    """Return places so many lines further down."""
    if not lines:
        return places
    numbers = array("I", places)
    numbers[0::2] = array("I", [line + lines for line in numbers[0::2]])
    return numbers.tobytes()


def _numbers(
    known: array[int], between: tuple[int, int], was: list[Placed], now: list[Placed]
) -> list[int] | None:
    """Return numbers for the sites that are there `now`: for the same as before the same ones.

    None where there is no room for them in reading order.
    """
    begin, end = between
    one, other = list(_shapes(was)), list(_shapes(now))
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    most -= start
    behind = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    found: list[int | None] = [None] * len(other)
    found[:start] = known[begin : begin + start]
    found[len(other) - behind :] = known[end - behind : end]
    # In between, what stands in the place of its like.
    for at in range(start, min(len(one), len(other)) - behind):
        if one[at] == other[at]:
            found[at] = known[begin + at]
    outside = (known[begin - 1] if begin else -1), (known[end] if end < len(known) else None)
    return _filled(found, *outside)


def _filled(found: list[int | None], last: int, following: int | None) -> list[int] | None:
    """Return numbers in order, with new ones where there is None; None where there is no room."""
    numbers: list[int] = []
    missing = 0
    behind = following if following is not None else last + _ROOM * (len(found) + 1)
    for number in (*found, behind):
        if number is None:
            missing += 1
            continue
        before = numbers[-1] if numbers else last
        step = (number - before) // (missing + 1)
        if step < 1:
            return None
        numbers += [before + step * (each + 1) for each in range(missing)]
        numbers.append(number)
        missing = 0
    return numbers[:-1]


def _shapes(nodes: list[Placed]) -> Iterator[object]:
    """Yield what tells the nodes of sites from each other, wherever they stand."""
    for node in nodes:
        yield type(node), getattr(node, "id", None) or getattr(node, "attr", None)


def _renumbering(numbers: Sequence[int], first: int) -> Callable[[T], T]:
    """Return what gives facts the `numbers` for those of their sites, which count from `first`."""

    def renumbered(value: object) -> object:
        if type(value) is tuple:
            return tuple([renumbered(each) for each in value])
        if not isinstance(value, Fact):
            return value
        fields = [
            renumbered(each) if name != "site" or each == facts.NO_SITE else numbers[each - first]
            for name in value.__struct_fields__
            for each in (getattr(value, name),)
        ]
        return type(value)(*fields)

    return renumbered  # type: ignore[return-value]
