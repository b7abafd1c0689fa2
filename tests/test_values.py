"""Atoms are told apart by all that they are, but not by how they were reached."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from snapcheck import knowledge
from snapcheck.link.atoms import Made, constant
from snapcheck.link.places import Site
from snapcheck.link.values import NOTHING, Passed
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
