"""Programs put together at random: what the analyser reports is what goes wrong after a restore.

`bench/generated_programs.py` does the same with thousands of them.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from generated import LAYOUTS, SIMPLEST, Generated, composed, programs, simpler
from generated_judging import Judged, Tally, judged, report_on, tally, write, wrong_after_a_restore
from generated_parts import CARRIERS, PASSAGES, RENEWALS, SOURCES, USES

from snapcheck.link import attributes, importing, imports, lifecycle, names
from snapcheck.link.models import registry
from snapcheck.link.values import Object
from snapcheck.model import Phase
from snapcheck.model.proof import Holder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux"),
]

SEED, COUNT, AT_ONCE = 1, 200, 25
MISSED, ALARMS = 0, 0
"""How many of these go wrong unseen, and how many findings are wrong: no more than that."""
BENCH = Path(__file__).parents[1] / "bench" / "generated_programs.py"


@dataclass(frozen=True)
class Batch:
    """Programs in a folder, and which of them go wrong."""

    folder: Path
    programs: tuple[Generated, ...]
    wrong: frozenset[str]

    def judged(self) -> list[Judged]:
        """Analyse them."""
        return list(judged(report_on(self.folder), self.wrong, self.programs))


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> list[Batch]:
    """All programs, run once."""
    found = []
    for first in range(0, COUNT, AT_ONCE):
        several = tuple(programs(SEED, range(first, first + AT_ONCE)))
        folder = tmp_path_factory.mktemp("programs")
        write(folder, several)
        wrong = wrong_after_a_restore(report_on(folder), folder)
        found.append(Batch(folder, several, wrong))
    return found


def test_what_is_reported_goes_wrong(batches: list[Batch]) -> None:
    found = [each for batch in batches for each in batch.judged()]
    for each in found:
        if each.is_missed or each.alarms:
            print(each)
    counted = tally(found)
    print(counted)
    assert counted.go_wrong >= COUNT / 3
    assert (counted.missed, counted.alarms) == (MISSED, ALARMS)
    for holder in (Holder.VARIABLE, Holder.CLASS_ATTRIBUTE, Holder.CLOSURE, Holder.CACHE):
        seen = [each for each in found if each.goes_wrong and each.right - {holder}]
        assert len(seen) < counted.go_wrong - MISSED, holder


def without_hooks(linking: object, made_in: Phase, phase: Phase) -> list[object]:
    """Find no registration of a hook that runs after a restore."""
    return [] if phase is Phase.RESTORE else REGISTRATIONS(linking, made_in, phase)


REGISTRATIONS: Callable[..., list[object]] = lifecycle._Linking._registrations  # type: ignore[assignment]
OFF: dict[str, tuple[object, object, object]] = {
    "hooks after a restore": (lifecycle._Linking, "_registrations", without_hooks),
    "relative imports": (imports.Finder, "relative", lambda *_: None),
    "star imports": (importing, "_import_star", lambda *_: None),
    "modules by a text": (registry.MODELS, "import-module", lambda *_: frozenset()),
    "partial functions": (registry.MODELS, "partial", lambda *_: frozenset()),
    "attributes of objects": (attributes._OF, Object, lambda *_: frozenset()),
    "closures": (names, "_captured", lambda *_: frozenset()),
}
"""Parts of the analyser: where each is, and what does nothing in its place."""


@pytest.mark.parametrize("part", OFF)
def test_an_analyser_with_a_part_switched_off_is_caught(
    part: str, batches: list[Batch], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, name, instead = OFF[part]
    if isinstance(place, dict):
        monkeypatch.setitem(place, name, instead)
    else:
        monkeypatch.setattr(place, name, instead)
    counted = Tally(0, 0, 0, 0, 0)
    for batch in batches:
        counted += tally(batch.judged())
        if counted.missed > MISSED or counted.alarms > ALARMS:
            return
    pytest.fail(f"without {part} nothing is noticed: {counted}")


def test_the_parts_are_many() -> None:
    assert len(SOURCES) >= 15
    assert len(PASSAGES) >= 20
    assert len(CARRIERS) >= 40
    assert len(RENEWALS) >= 15
    assert len(LAYOUTS) >= 15
    assert len(USES) >= 5
    several = list(programs(3, range(300)))
    assert several == list(programs(3, range(300)))
    assert {each.recipe.layout for each in several} == LAYOUTS.keys()
    for each in several:
        assert sum(len(ast.parse(text).body) for text in each.files.values()) > 5


def test_a_program_becomes_simpler() -> None:
    (program,) = programs(3, [7])
    recipe, steps = program.recipe, 0
    while recipe != SIMPLEST:
        recipe, steps = next(simpler(recipe)), steps + 1
    assert 0 < steps <= 8
    assert composed(recipe, "p") is not None


def test_a_run_goes_on_where_another_ended(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    options = ["--count", "4", "--at-once", "2", "--seed", "1", "--state", str(state)]
    command = [sys.executable, str(BENCH), *options, "--found", str(tmp_path / "found")]
    for total in (4, 8):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert f"{total} programs," in done.stdout, done.stdout + done.stderr
