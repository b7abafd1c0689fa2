"""Generated programs, analysed and run: which of them go wrong, and what is reported where."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generated import Generated

from snapcheck import analysis
from snapcheck.model import Finding, Report, Request
from snapcheck.model.proof import Holder
from snapcheck.verify.plan import job_of
from snapcheck.verify.runner import Options, run
from snapcheck.verify.standin.server import StandIn
from snapcheck.verify.verdicts import repeating

HANDLER = """\
{imports}


def handler(event, context):
    return {{{answers}}}
"""
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Parts:
    Type: AWS::Serverless::LayerVersion
    Properties:
      ContentUri: layer/
  App:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: python3.13
      AutoPublishAlias: live
      SnapStart:
        ApplyOn: PublishedVersions
      Layers:
        - !Ref Parts
"""


@dataclass(frozen=True)
class Judged:
    """A program, whether it goes wrong, and what is reported: right or wrong, by holder."""

    program: Generated
    goes_wrong: bool
    findings: tuple[Finding, ...]

    @property
    def right(self) -> frozenset[Holder | None]:
        """What is reported at a right line of a program that goes wrong, by what keeps it."""
        return frozenset(_holder(each) for each in self.findings if self.is_right(each))

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """The findings that are wrong."""
        return tuple([each for each in self.findings if not self.is_right(each)])

    @property
    def is_missed(self) -> bool:
        """Whether it goes wrong and is not reported where it should be."""
        return self.goes_wrong and not self.right

    def is_right(self, finding: Finding) -> bool:
        """Whether a finding is on a program that goes wrong, and at a right line."""
        return self.goes_wrong and (finding.span.path, finding.span.line) in self.program.right

    def __str__(self) -> str:
        kind = "missed" if self.is_missed else "false alarm" if self.alarms else "right"
        places = [f"{f.rule} at {f.span.path}:{f.span.line}" for f in self.alarms]
        return f"{kind}: {self.program.name}: {self.program.recipe}: {', '.join(places)}"


def _holder(finding: Finding) -> Holder | None:
    return finding.kept.holder if finding.kept is not None else None


def write(folder: Path, several: Iterable[Generated]) -> None:
    """Write programs, with a handler of all of them and a template that declares it."""
    programs = list(several)
    imports = "\n".join(f"import {each.name}" for each in programs)
    answers = ", ".join(f"{each.name!r}: {each.name}.read()" for each in programs)
    files = {path: text for each in programs for path, text in each.files.items()}
    files["src/app.py"] = HANDLER.format(imports=imports, answers=answers)
    files["template.yaml"] = TEMPLATE
    files["layer/python/README"] = ""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def report_on(folder: Path) -> Report:
    """Analyse what was written."""
    report = analysis.check(Request(paths=(folder,), root=folder))
    assert not report.problems, report.problems
    return report


def judged(report: Report, wrong: frozenset[str], several: Iterable[Generated]) -> Iterator[Judged]:
    """What a report says of programs, of which some go wrong."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        # Those are about hooks, not about values.
        if not finding.rule.startswith(("SNAP7", "SNAP8")):
            by_path.setdefault(finding.span.path, []).append(finding)
    for program in several:
        findings = [each for path in program.files for each in by_path.get(path, [])]
        yield Judged(program, program.name in wrong, tuple(findings))


def wrong_after_a_restore(report: Report, folder: Path) -> frozenset[str]:
    """The programs whose answers all environments share, and cold starts do not."""
    (entry,) = report.entry_points
    options = Options(Path(sys.executable), environments=3, cold_starts=2, seconds=60)
    standin = StandIn()
    try:
        outcome = run(job_of(report, entry, folder, ({},)), options, standin)
    finally:
        standin.close()
    assert outcome.init.error is None, str(outcome.init.error)
    failures = [str(each.error) for each in outcome.environments[0].answers if each.error]
    assert not failures, failures
    assert all(environment.error is None for environment in outcome.environments)
    return frozenset(path.removeprefix("$.") for path in repeating(outcome))


@dataclass(frozen=True)
class Tally:
    """How well an analyser does on programs."""

    programs: int
    go_wrong: int
    missed: int
    findings: int
    alarms: int

    @property
    def recall(self) -> float:
        """The share of the programs that go wrong which is reported at a right line."""
        return 1 - self.missed / max(1, self.go_wrong)

    @property
    def precision(self) -> float:
        """The share of findings that are on such a program, at a right line."""
        return 1 - self.alarms / max(1, self.findings)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.programs + other.programs,
            self.go_wrong + other.go_wrong,
            self.missed + other.missed,
            self.findings + other.findings,
            self.alarms + other.alarms,
        )

    def __str__(self) -> str:
        shares = f"recall {self.recall:.3f}, precision {self.precision:.3f}"
        return f"{self.programs} programs, {self.go_wrong} go wrong: {shares}"


def tally(found: Iterable[Judged]) -> Tally:
    """Count how well an analyser did."""
    every = list(found)
    return Tally(
        len(every),
        sum(each.goes_wrong for each in every),
        sum(each.is_missed for each in every),
        sum(len(each.findings) for each in every),
        sum(len(each.alarms) for each in every),
    )
