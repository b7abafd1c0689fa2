"""How many steps a program may take grows with its functions, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import check
from snapcheck.link.budget import Allowance, Spending
from snapcheck.link.places import FunctionId
from snapcheck.model import Phase

SOME, OTHER = FunctionId("some.py", 0), FunctionId("some.py", 1)


@pytest.mark.parametrize("inside", [False, True])
def test_a_larger_program_may_take_more_steps(inside: bool) -> None:
    small, large = Spending(), Spending()
    large.load(100_000, inside=inside)
    for each in (small, large):
        each.spend(Phase.INIT, 500_000, inside=inside)
    assert not small.affords_steps(SOME, Phase.INIT, inside=inside, again=True)
    assert large.affords_steps(SOME, Phase.INIT, inside=inside, again=True)
    assert small.affords_steps(SOME, Phase.INVOKE, inside=inside, again=True)
    assert small.affords_steps(SOME, Phase.INIT, inside=not inside, again=True)


@pytest.mark.parametrize("inside", [False, True])
def test_no_program_may_go_on_for_ever(inside: bool) -> None:
    spending = Spending()
    spending.load(10_000_000, inside=inside)
    spending.spend(Phase.INIT, 15_000_000, inside=inside)
    assert not spending.affords_steps(SOME, Phase.INIT, inside=inside, again=False)


def test_own_code_is_followed_once_where_it_is_not_followed_again() -> None:
    spending = Spending()
    spending.spend(Phase.INIT, 200_000, inside=False)
    assert not spending.affords_steps(SOME, Phase.INIT, inside=False, again=True)
    assert spending.affords_steps(SOME, Phase.INIT, inside=False, again=False)


def test_one_function_of_a_package_leaves_something_for_others() -> None:
    spending = Spending()
    for _ in range(5):
        assert spending.affords_steps(SOME, Phase.INIT, inside=True, again=False)
        spending.spend_on(SOME, Phase.INIT, 200)
    assert not spending.affords_steps(SOME, Phase.INIT, inside=True, again=False)
    assert spending.affords_steps(SOME, Phase.INVOKE, inside=True, again=False)
    assert spending.affords_steps(OTHER, Phase.INIT, inside=True, again=False)


def test_small_functions_are_followed_for_all_that_they_wrap() -> None:
    spending = Spending()
    for _ in range(1_000):
        spending.spend_on(SOME, Phase.INIT, 20)
    assert spending.affords_steps(SOME, Phase.INIT, inside=True, again=False)


def test_what_is_not_followed_to_the_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app.py").write_text(
        "import random\n\n\ndef ticket():\n    return random.random()\n\n\n"
        "def handler(event, context):\n    return ticket()\n"
    )
    whole = check(tmp_path, root=tmp_path)
    assert [finding.rule for finding in whole.findings] == ["SNAP103"]
    assert whole.notices == ()
    monkeypatch.setattr("snapcheck.link.budget._OWN", Allowance(0, 0, limit=0, first=1, rounds=1))
    cut = check(tmp_path, root=tmp_path)
    assert cut.findings == ()
    (notice,) = cut.notices
    assert "not followed to the end" in notice
    assert "ticket (app.py)" in notice
    (entry,) = cut.coverage
    assert entry.doubts == ("app.py: ticket was not followed to its end",)
