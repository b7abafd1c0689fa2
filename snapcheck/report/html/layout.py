"""Where the modules of a program are drawn: a layered layout after Sugiyama, from left to right.

No library is used: the ones that lay out graphs in Python alone have no layers that minimise
crossings (networkx), or have not been kept up (grandalf). Each step is the textbook's: break
cycles, drop edges that follow from others, assign layers of a bounded size, order each layer by the
mean of its neighbours, and move nodes towards them without changing the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

from msgspec import Struct

Imports = Mapping[str, Sequence[str]]

_SWEEPS = 6
_LINE_ROOM = 8  # pixels between the lines that pass a layer
_NODE_ROOM = 30  # pixels between nodes
_NARROWEST_LAYER = 10  # nodes that a layer holds at the least before another one is begun


class Line(Struct, frozen=True):
    """An import that is drawn; `heights` are those at which it passes the layers on its way."""

    source: int
    target: int
    heights: tuple[int, ...]


class Layout(Struct, frozen=True):
    """Modules with their layer and height, and the lines between them, by their position."""

    nodes: tuple[str, ...]
    layers: tuple[int, ...]
    heights: tuple[int, ...]
    lines: tuple[Line, ...]


def reached(start: str, imports: Imports) -> tuple[str, ...]:
    """Return all modules that `start` imports, directly or not; itself first."""
    found = {start: None}
    waiting = [start]
    for path in waiting:  # grows meanwhile
        for target in imports.get(path, ()):
            if target not in found:
                found[target] = None
                waiting.append(target)
    return tuple(found)


def laid_out(start: str, imports: Imports) -> Layout:
    """Return the layout of all modules that `start` imports."""
    nodes = _topological(start, imports)
    position = {path: at for at, path in enumerate(nodes)}
    # An import that leads back closes a cycle: it has no place in layers.
    forward = [
        sorted({position[target] for target in imports.get(path, ()) if position[target] > at})
        for at, path in enumerate(nodes)
    ]
    edges = _reduced(forward)
    layers = _layers(edges)
    slots = _Slots(edges, layers)
    slots.order()
    heights = slots.heights()
    lines = tuple(
        Line(source, target, tuple(heights[slot] for slot in slots.between[source, target]))
        for source, targets in enumerate(edges)
        for target in targets
    )
    return Layout(nodes, tuple(layers), tuple(heights[: len(nodes)]), lines)


def _topological(start: str, imports: Imports) -> tuple[str, ...]:
    """Return the modules so that imports lead forward, but for one in each cycle."""
    done: dict[str, None] = {}
    entered = {start}
    stack = [(start, iter(imports.get(start, ())))]
    while stack:
        path, targets = stack[-1]
        for target in targets:
            if target not in entered:
                entered.add(target)
                stack.append((target, iter(imports.get(target, ()))))
                break
        else:
            done[path] = None
            stack.pop()
    return tuple(reversed(done))


def _reduced(forward: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the edges without those that a longer way replaces (the transitive reduction)."""
    below = [0] * len(forward)  # as bits: everything that can be reached
    edges: list[list[int]] = [[] for _ in forward]
    for at in reversed(range(len(forward))):
        for target in forward[at]:
            if not below[at] >> target & 1:
                edges[at].append(target)
                below[at] |= below[target] | 1 << target
    return edges


def _layers(edges: Sequence[Sequence[int]]) -> list[int]:
    """Return a layer for each node, right of all that lead to it; no layer gets too full."""
    most = max(_NARROWEST_LAYER, ceil(sqrt(len(edges)) * 1.5))
    layers = [0] * len(edges)
    held: dict[int, int] = {}
    for at, targets in enumerate(edges):
        layer = layers[at]
        while held.get(layer, 0) >= most:
            layer += 1
        layers[at] = layer
        held[layer] = held.get(layer, 0) + 1
        for target in targets:
            layers[target] = max(layers[target], layer + 1)
    return layers


class _Slots:
    """The places in layers: those of nodes, then those of lines that pass a layer."""

    def __init__(self, edges: Sequence[Sequence[int]], layers: Sequence[int]) -> None:
        self._nodes = len(layers)
        self._rows: list[list[int]] = [[] for _ in range(max(layers) + 1)]
        for slot, layer in enumerate(layers):
            self._rows[layer].append(slot)
        self._left: list[list[int]] = [[] for _ in layers]
        self._right: list[list[int]] = [[] for _ in layers]
        self.between: dict[tuple[int, int], list[int]] = {}
        for source, targets in enumerate(edges):
            for target in targets:
                self.between[source, target] = self._chain(source, target, layers)

    def _chain(self, source: int, target: int, layers: Sequence[int]) -> list[int]:
        added = []
        before = source
        for layer in range(layers[source] + 1, layers[target]):
            slot = len(self._left)
            self._left.append([])
            self._right.append([])
            self._rows[layer].append(slot)
            self._join(before, slot)
            added.append(slot)
            before = slot
        self._join(before, target)
        return added

    def _join(self, left: int, right: int) -> None:
        self._right[left].append(right)
        self._left[right].append(left)

    def order(self) -> None:
        """Bring each layer into an order in which few lines cross."""
        for sweep in range(_SWEEPS):
            forward = sweep % 2 == 0
            rows = self._rows[1:] if forward else self._rows[-2::-1]
            neighbours = self._left if forward else self._right
            place = self._places()
            for row in rows:
                row.sort(key=lambda slot: _mean([place[n] for n in neighbours[slot]], place[slot]))
                place.update(_spread(row))

    def _places(self) -> dict[int, float]:
        return {slot: at for row in self._rows for slot, at in _spread(row).items()}

    def heights(self) -> list[int]:
        """Return how far down each slot lies, in pixels; the topmost ones at 0."""
        heights = [0.0] * len(self._left)
        for row in self._rows:
            offsets = self._offsets(row)
            for slot, offset in zip(row, offsets, strict=True):
                heights[slot] = offset - offsets[-1] / 2
        for sweep in range(_SWEEPS):
            forward = sweep % 2 == 0
            neighbours = self._left if forward else self._right
            for row in self._rows if forward else self._rows[::-1]:
                offsets = self._offsets(row)
                wanted = [
                    _mean([heights[n] for n in neighbours[slot]], heights[slot]) - offset
                    for slot, offset in zip(row, offsets, strict=True)
                ]
                for slot, offset, at in zip(row, offsets, _rising(wanted), strict=True):
                    heights[slot] = at + offset
        top = min(heights)
        return [round(height - top) for height in heights]

    def _offsets(self, row: Iterable[int]) -> list[float]:
        """Return the heights of a layer's slots if they are packed as tightly as may be."""
        offsets: list[float] = []
        at = before = 0.0
        for slot in row:
            room = (_NODE_ROOM if slot < self._nodes else _LINE_ROOM) / 2
            at += before + room if offsets else 0
            offsets.append(at)
            before = room
        return offsets


def _spread(row: Sequence[int]) -> dict[int, float]:
    """Return the places of a layer's slots between 0 and 1, so that layers can be compared."""
    return {slot: (at + 0.5) / len(row) for at, slot in enumerate(row)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _rising(wanted: Sequence[float]) -> list[float]:
    """Return the numbers nearest to `wanted` that never fall (isotonic regression)."""
    blocks: list[tuple[float, int]] = []  # the sum of a block of equal numbers, and how many
    for value in wanted:
        total, count = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, more = blocks.pop()
            total, count = total + before, count + more
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
