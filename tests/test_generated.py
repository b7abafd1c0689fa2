"""Programs put together at random: what the analyser reports is what goes wrong after a restore.

`SNAPCHECK_GENERATED=SEED:COUNT` runs other programs, and more of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from generated import CARRIERS, PASSAGES, RENEWALS, SOURCES, Generated, programs

from snapcheck import analysis
from snapcheck.model import Report, Request
from snapcheck.model.proof import Holder
from snapcheck.verify.plan import job_of
from snapcheck.verify.runner import Options, run
from snapcheck.verify.standin.server import StandIn
from snapcheck.verify.verdicts import repeating

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux"),
]

SEED, COUNT = map(int, os.environ.get("SNAPCHECK_GENERATED", "1:200").split(":"))
AT_ONCE = 25
RECALL, PRECISION = 0.95, 0.98
"""What was reached, and may only go up."""
HOLDERS = (Holder.VARIABLE, Holder.CLASS_ATTRIBUTE, Holder.INSTANCE_ATTRIBUTE, Holder.CLOSURE)

HANDLER = """\
{imports}


def handler(event, context):
    return {{{answers}}}
"""


@dataclass(frozen=True)
class Judged:
    """A program, whether it goes wrong, and what is reported to keep the value, if anything."""

    program: Generated
    goes_wrong: bool
    reported: frozenset[Holder | None]


def judged(folder: Path, several: dict[str, Generated]) -> Iterator[Judged]:
    """Analyse and run programs, all of them as one."""
    for name, program in several.items():
        (folder / f"{name}.py").write_text(program.text)
    imports = "\n".join(f"import {name}" for name in several)
    answers = ", ".join(f"{name!r}: {name}.read()" for name in several)
    (folder / "app.py").write_text(HANDLER.format(imports=imports, answers=answers))
    report = analysis.check(Request(paths=(folder,), root=folder))
    assert not report.problems
    wrong = repeated(report, folder)
    for name, program in several.items():
        holders = {
            finding.kept.holder if finding.kept is not None else None
            for finding in report.findings
            if finding.span.path == f"{name}.py"
            if not finding.rule.startswith("SNAP7")  # they are about hooks, not about values
        }
        yield Judged(program, name in wrong, frozenset(holders))


def repeated(report: Report, folder: Path) -> set[str]:
    """The programs whose answers all environments share, and cold starts do not."""
    (entry,) = report.entry_points
    options = Options(Path(sys.executable), environments=3, cold_starts=2, seconds=20)
    standin = StandIn()
    try:
        outcome = run(job_of(report, entry, folder, ({},)), options, standin)
    finally:
        standin.close()
    assert outcome.init.error is None, str(outcome.init.error)
    assert all(not each.error for each in outcome.environments[0].answers)
    return {path.removeprefix("$.") for path in repeating(outcome)}


def share(right: int, wrong: int) -> float:
    return right / max(1, right + wrong)


def recall_of(found: Iterable[Judged], *blind_to: Holder) -> float:
    """The share of the programs that go wrong which is reported, by others than some holders."""
    reported = [bool(each.reported.difference(blind_to)) for each in found if each.goes_wrong]
    return share(sum(reported), len(reported) - sum(reported))


def test_what_is_reported_goes_wrong(tmp_path: Path) -> None:
    every = programs(SEED, COUNT)
    found: list[Judged] = []
    while batch := list(islice(every, AT_ONCE)):
        folder = tmp_path / str(len(found))
        folder.mkdir()
        found += judged(folder, {f"p{number:03}": each for number, each in enumerate(batch)})
    for each in found:
        if each.goes_wrong is not bool(each.reported):
            print("missed" if each.goes_wrong else "false alarm", each.program.parts)
    alarms = [each.goes_wrong for each in found if each.reported]
    recall, precision = recall_of(found), share(sum(alarms), len(alarms) - sum(alarms))
    wrong = sum(each.goes_wrong for each in found)
    print(f"{len(found)} programs, {wrong} go wrong: recall {recall:.3f}, ", end="")
    print(f"precision {precision:.3f}")
    assert recall >= RECALL
    assert precision >= PRECISION
    for holder in HOLDERS:  # an analyser that is blind to one of them is caught
        assert recall_of(found, holder) < RECALL


def test_the_parts_are_many() -> None:
    assert len(SOURCES) >= 15
    assert len(PASSAGES) >= 20
    assert len(CARRIERS) >= 40
    assert len(RENEWALS) >= 15
    assert [each.text for each in programs(3, 5)] == [each.text for each in programs(3, 5)]
