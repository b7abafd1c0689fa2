"""Facts come back from a cache as they went in, and nothing else comes out of one."""

from __future__ import annotations

import marshal
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapcheck import facts
from snapcheck.facts import ModuleFacts
from snapcheck.read.packed import pack, unpack
from snapcheck.read.python import read_module

TESTS = Path(__file__).parent
FILES = sorted([*TESTS.glob("*.py"), *(TESTS / "cases").rglob("*.py")])
EVERYTHING = b"""\
from .a import b as c, d
import e.f, g as h
@d(1, *c, k=2, **h)
class A(B, metaclass=C):
    x: int
    y: str = 'z'
    async def m(self, a, /, b=None, *c: D, e: E = 1.5, **f):
        global g
        async with a as (b, *c), d: await e
        for i in j: yield i
        else: return (k async for k in l if m)
        def n():
            nonlocal a
            a += b'x'
        return lambda *q: (yield)
while (w := a < b <= c) and not d or e:
    x = y, *z = [{**a, 'b': -1, (c if d else e): {f}}, g[1:2, ...], h.i, f'{j}k', l @ m]
    if n: break
    elif o: continue
    else: del p, q[0]
try: assert a == b
except* (C, D) as e: raise
finally: print({k: v for k, v in {*r} if s if t})
match u:
    case {'a': [v, *_], **w} if w: raise x
    case P(y, z=1) | None: pass
    case _: "text"
"""


def read(source: bytes) -> ModuleFacts:
    return read_module(source, "app.py")


def stored(module: ModuleFacts) -> ModuleFacts:
    return unpack(marshal.loads(marshal.dumps(pack(module))))


def kinds_in(value: object) -> set[type]:
    """The classes of all facts below a value."""
    if isinstance(value, tuple):
        return set().union(*map(kinds_in, value))
    if not is_dataclass(value):
        return set()
    below = [kinds_in(getattr(value, field.name)) for field in fields(value)]
    return {type(value)}.union(*below)


def test_every_kind_of_fact_comes_back() -> None:
    module = read(EVERYTHING)
    every = {each for each in vars(facts).values() if is_dataclass(each)}
    assert kinds_in(module) == every - {facts.Comment, facts.Commented}
    back = stored(module)
    assert back == module
    assert repr(back.body) == repr(module.body)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(TESTS).as_posix())
def test_the_facts_of_a_file_come_back(file: Path) -> None:
    module = read(file.read_bytes())
    assert stored(module) == module


def places_in(packed: Any, way: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The ways to all values in nested tuples."""
    found = [way]
    if isinstance(packed, tuple):
        for position, each in enumerate(packed):
            found += places_in(each, (*way, position))
    return found


def replaced(packed: Any, way: tuple[int, ...], value: object) -> Any:
    """Nested tuples with another value at a place."""
    if not way:
        return value
    first, *others = way
    inner = replaced(packed[first], tuple(others), value)
    return (*packed[:first], inner, *packed[first + 1 :])


PACKED = pack(read(EVERYTHING))
PLACES = places_in(PACKED)
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 70),
    st.floats(),
    st.text(max_size=3),
    st.binary(max_size=3),
    st.sampled_from([(), [], {}, set(), (1,), ("a", "b"), (0, 0), 10**30, ..., (((),),)]),
)


@settings(max_examples=1_000, deadline=None)
@given(st.sampled_from(PLACES), STRANGE)
def test_what_was_changed_is_refused_or_is_facts(way: tuple[int, ...], value: object) -> None:
    try:
        module = unpack(replaced(PACKED, way, value))
    except ValueError:
        return
    assert stored(module) == module


@pytest.mark.parametrize("packed", [None, (), ((0, 0, 0),), 7, "facts", b"", [[0, 0, 0], []], {}])
def test_what_is_no_facts_is_refused(packed: object) -> None:
    with pytest.raises(ValueError, match="no packed facts"):
        unpack(packed)


@pytest.mark.parametrize(
    ("source", "counted", "beyond"),
    [(b"x\n", "sites", 0), (b"lambda: x\n", "functions", 1), (b"class A: x\n", "classes", 2)],
)
def test_a_number_of_something_that_is_not_there_is_refused(
    source: bytes, counted: str, beyond: int
) -> None:
    (sites, functions, classes), body = pack(read(source))
    fewer = [sites, functions, classes]
    assert fewer[beyond] == 1 or counted == "sites"
    fewer[beyond] = 0
    with pytest.raises(ValueError, match="no packed facts"):
        unpack((tuple(fewer), body))


def test_what_nests_without_end_is_refused() -> None:
    packed: tuple[Any, ...] = ()
    for _ in range(100_000):
        packed = (PACKED[1][0], packed)
    with pytest.raises(ValueError, match="no packed facts"):
        unpack(((0, 0, 0), packed))
