"""The order of bases, where Python has one and where it has none."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import pytest

from snapcheck.link.mro import linearized
from snapcheck.link.places import ClassId


def classes(bases: Mapping[int, Sequence[int]]) -> Callable[[ClassId], list[ClassId]]:
    return lambda cls: [ClassId("app.py", base) for base in bases[cls.number]]


def order(bases: Mapping[int, Sequence[int]], of: int) -> list[int]:
    return [each.number for each in linearized(ClassId("app.py", of), classes(bases), {})]


def ladder(levels: int, first: Sequence[int]) -> dict[int, Sequence[int]]:
    """Classes that each extend two of the level below: 2 ** levels ways lead to the first one."""
    bases: dict[int, Sequence[int]] = {0: first, 1: (0,), 2: (0,)}
    for level in range(1, levels):
        bases[2 * level + 1] = bases[2 * level + 2] = (2 * level - 1, 2 * level)
    return bases


@pytest.mark.parametrize("base", [(), (0,), (41,)], ids=["sound", "of itself", "in a circle"])
def test_many_ways_to_one_class_take_no_time(base: Sequence[int]) -> None:
    began = time.process_time()
    found = order(ladder(40, base), 79)
    assert time.process_time() - began < 1
    assert found[0] == 79
    assert 0 in found
    assert sorted(found) == sorted({*found})


def test_the_order_is_that_of_python() -> None:
    bases = {0: (), 1: (0,), 2: (0,), 3: (0,), 4: (1, 2), 5: (2, 3), 6: (4, 5)}
    made: dict[int, type] = {}
    for number, named in bases.items():
        made[number] = type(f"C{number}", tuple(made[each] for each in named), {})
    names = [each.__name__ for each in made[6].__mro__[:-1]]
    assert [f"C{number}" for number in order(bases, 6)] == names
