"""Atoms are told apart by all that they are, but not by how they were reached."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from snapcheck import knowledge
from snapcheck.link.atoms import Atom, Container, Function, Keep, Made, Object, Suspended, constant
from snapcheck.link.places import Allocation, ClassId, FunctionId, GlobalPlace, Site
from snapcheck.link.values import NOTHING, Passed, derive, order
from snapcheck.model import Phase

HERE = Site("app.py", -1, 1)
UNIQUE_ID = knowledge.load().vocabulary.hazards["unique-id"]
MADE = Made("uuid.uuid4", None, UNIQUE_ID, HERE, HERE, Phase.INIT)
PASSED = Passed(NOTHING)


@pytest.mark.parametrize("name", [field.name for field in fields(Made) if field.name != "read"])
def test_every_field_tells_what_was_made_apart(name: str) -> None:
    assert replace(MADE, **{name: "another"}) != MADE


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Passed) if field.name != "spelled"]
)
def test_every_field_tells_arguments_apart(name: str) -> None:
    assert replace(PASSED, **{name: "another"}) != PASSED


def test_where_a_value_was_read_and_how_an_argument_is_spelled_does_not() -> None:
    assert frozenset([MADE, replace(MADE, read=Site("app.py", 0, 9))]) == {MADE}
    assert frozenset([PASSED, replace(PASSED, spelled="x")]) == {PASSED}


def test_kinds_are_told_apart_though_python_takes_their_values_for_equal() -> None:
    assert len({constant(1), constant(True), constant(1.0)}) == 3


AT = Allocation(HERE, 7)
KEPT = Keep(GlobalPlace("app.py", "ALL"), HERE, "`ALL`")
GENERATORS = (Function(FunctionId("app.py", 1), 0), Function(FunctionId("app.py", 2), 0))


@pytest.mark.parametrize(
    "several",
    [
        (Object(ClassId("app.py", 1), AT), Object(ClassId("app.py", 2), AT)),
        (Container(AT, HERE), Container(AT, HERE, kept=KEPT), Container(AT, HERE, copied=KEPT)),
        tuple(Suspended(function, AT, HERE) for function in GENERATORS),
    ],
)
def test_what_one_expression_may_build_has_an_order_too(several: tuple[Atom, ...]) -> None:
    # `KINDS[name]()`: in the order of a set, what is followed first would change from run to run.
    backwards = several[::-1]
    assert sorted(several, key=order) == sorted(backwards, key=order)


def test_what_was_computed_already_stays_what_it_is() -> None:
    once = derive(frozenset([MADE]))
    (made,), (again,) = once, derive(once)
    assert made.derived
    assert again is made
