"""Shows how many findings have a fix, and whether fixes that are applied do what they promise.

    python bench/fixes.py share FOLDER...
    python bench/fixes.py apply --generated 400 FOLDER...

`share` counts over the cases of the tests, and over the repositories in FOLDERs, by rule. `apply`
applies each fix by itself, in memory: its finding must be gone, nothing may come instead, and the
file must be read as Python. Cases, and programs put together at random, are also run before and
after, under the emulated snapshot: what is mended must no longer go wrong.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from forked_agents import Nurseries
from generated import programs
from generated_judging import report_on, write, wrong_after_a_restore
from markers import all_cases
from msgspec.structs import replace
from proof_programs import Program, Shown

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.analysis.fixes import repair
from snapcheck.fix.plan import Replacement, apply
from snapcheck.model import Finding, Report, Request
from snapcheck.read.lines import line_starts
from snapcheck.read.python import parsed
from snapcheck.read.source import decode, encode_like

APART = ("SNAP401", "SNAP501", "SNAP502")
AT_ONCE = 25


@dataclass
class Shares:
    """Findings, those with a fix, and those with a safe one, by rule."""

    findings: Counter[str] = field(default_factory=Counter)
    fixed: Counter[str] = field(default_factory=Counter)
    safely: Counter[str] = field(default_factory=Counter)

    def count(self, findings: Iterable[Finding]) -> None:
        """Count some findings."""
        for finding in findings:
            self.findings[finding.rule] += 1
            if finding.fix is not None:
                self.fixed[finding.rule] += 1
                self.safely[finding.rule] += finding.fix.safe

    def table(self, title: str) -> Iterator[str]:
        """The lines of a table by rule, with sums of all and of those that are shown apart."""
        yield f"{title}: {'rule':<10} findings  any fix      safe"
        rules = sorted(self.findings)
        for name, some in (
            *((rule, [rule]) for rule in rules),
            ("all", rules),
            ("but " + ", ".join(each[4:] for each in APART), [r for r in rules if r not in APART]),
        ):
            whole = sum(self.findings[rule] for rule in some)
            shares = [sum(each[rule] for rule in some) for each in (self.fixed, self.safely)]
            texts = [f"{each:>4} {each / max(1, whole):>4.0%}" for each in shares]
            yield f"  {name:<20} {whole:>6}  {'  '.join(texts)}"


def case_requests() -> Iterator[tuple[str, Request]]:
    """The cases that must be reported, each as a run."""
    for case in all_cases():
        if case.fires:
            yield case.name, case.request


def share(folders: Iterable[Path]) -> int:
    """Print how many findings have a fix."""
    shares = Shares()
    for _, request in case_requests():
        shares.count(analysis.check(request).findings)
    print(*shares.table("cases"), sep="\n", flush=True)
    shares = Shares()
    for number, folder in enumerate(folders, 1):
        report = analysis.check(Request(paths=(folder,), root=folder))
        shares.count(report.findings)
        print(f"{number}. {folder.name}: {len(report.findings)} findings", flush=True)
    print(*shares.table("repositories"), sep="\n")
    return 0


# --- fixes that are applied -----------------------------------------------------------------------


@dataclass
class Applied:
    """How many fixes were applied, and what was wrong with them."""

    fixes: int = 0
    run: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, name: str, finding: Finding, text: str) -> None:
        """Note, and print, that a fix is wrong."""
        kind = "safe" if finding.fix is not None and finding.fix.safe else "unsafe"
        span = finding.span
        self.faults.append(
            f"{name}: {kind} fix of {finding.rule} at {span.path}:{span.line}: {text}"
        )
        print(self.faults[-1], flush=True)


def changed_file(finding: Finding) -> str:
    """The path of the file that the fix of a finding changes."""
    assert finding.fix is not None
    return finding.fix.edits[0].span.path


def after(finding: Finding, report: Report, root: Path) -> bytes:
    """The file that a fix changes, with the fix applied."""
    assert finding.fix is not None
    path = changed_file(finding)
    source = (root / path).read_bytes() if (root / path).is_file() else b""
    text = decode(source) if source else report.sources[path]
    lines = line_starts(text)
    replacements = [
        Replacement(
            lines[edit.span.line - 1] + edit.span.column - 1,
            lines[edit.span.end_line - 1] + edit.span.end_column - 1,
            edit.text,
        )
        for edit in finding.fix.edits
    ]
    new = apply(text, replacements)
    return encode_like(new, source) if source else new.encode()


def fault_of(finding: Finding, report: Report, changed: Report, source: bytes) -> str:
    """What analysis says is wrong with a file that was fixed; nothing if all is well."""
    if finding.span.path.endswith(".py"):
        try:
            parsed(decode(source))
        except Exception as error:
            return f"can't be read: {error}"
    if len(changed.problems) > len(report.problems):
        return f"a problem: {changed.problems[-1].message}"
    before = Counter((each.span.path, each.rule) for each in report.findings)
    now = Counter((each.span.path, each.rule) for each in changed.findings)
    key = finding.span.path, finding.rule
    if now[key] >= before[key]:
        return "its finding is still there"
    came = now - before
    return f"came instead: {', '.join(f'{rule} in {path}' for path, rule in came)}" if came else ""


def apply_each(name: str, request: Request, applied: Applied, *, most: int) -> None:
    """Apply the fixes of a program, each by itself."""
    memory = analysis.Memory()
    report = analysis.check(request, memory=memory)
    edited = with_edits(report, request)
    wanted = [each for each in edited.findings if each.fix is not None and each.fix.edits]
    for finding in wanted[:most]:
        source = after(finding, edited, request.root)
        file = request.root / changed_file(finding)
        changed = analysis.check(replace(request, overlay=((file, source),)), memory=memory)
        applied.fixes += 1
        text = fault_of(finding, report, changed, source)
        if text:
            applied.fault(name, finding, text)


def run_case(name: str, request: Request, applied: Applied) -> None:
    """Mend all of a case at once, and run it before and after."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "case"
        (path,) = request.paths
        if path.is_dir():
            shutil.copytree(path, root)
        else:
            root.mkdir()
            shutil.copy(path, root)
        own = replace(request, paths=(root,), root=root)
        before = ran(name, own)
        if before is None:
            return
        repaired = repair(own, unsafe=True)
        for file, (_, source) in repaired.changes.items():
            file.write_bytes(source)
        now = ran(name, own) if repaired.changes else None
        if now is None:
            return
        applied.run += 1
        mended = {f.rule for f in before.report.findings} - {f.rule for f in now.report.findings}
        finding = next((f for f in repaired.before.findings if f.rule in mended), None)
        if finding is None:
            return
        worse = set(failing(now)) - set(failing(before))
        new = set(now.repeats) - set(before.repeats)
        if now.stopped or worse or (new and not now.proofs):
            applied.fault(name, finding, f"runs badly: {now.stopped} {worse} {new}")


def failing(found: Shown) -> list[str]:
    """The notes on environments that fail, without what is said of each error."""
    assert found.report.verification is not None
    notes = [note for run in found.report.verification.runs for note in run.notes]
    return [":".join(note.split(":")[:2]) for note in notes if "fail" in note]


def ran(name: str, request: Request) -> Shown | None:
    """What running a program showed; None where it can't run here."""
    files = tuple(path for path in request.root.rglob("*.py"))
    found = _nurseries().show(Program(name, request.root, request, files))
    return None if found.stopped else found


@cache
def _nurseries() -> Nurseries:
    return Nurseries()


def run_generated(seed: int, count: int, applied: Applied) -> None:
    """Mend programs put together at random, and run them before and after."""
    every = programs(seed, range(count))
    while batch := list(islice(every, AT_ONCE)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            write(folder, batch)
            report = report_on(folder)
            wrong = wrong_after_a_restore(report, folder)
            repaired = repair(Request(paths=(folder,), root=folder), unsafe=True)
            for file, (_, source) in repaired.changes.items():
                file.write_bytes(source)
            still = wrong_after_a_restore(report_on(folder), folder)
        by_program = {each.name: by_path(report, each.files) for each in batch}
        left = {each.name: by_path(repaired.after, each.files) for each in batch}
        for program in batch:
            found, now = by_program[program.name], left[program.name]
            mended = len(found) - len(now)
            applied.fixes += mended
            applied.run += mended
            if mended and not now and program.name in still:
                applied.fault(str(program.recipe), found[0], "silent, and still goes wrong")
            if program.name in still - wrong:
                applied.fault(str(program.recipe), found[0], "goes wrong, and did not before")


def by_path(report: Report, paths: Mapping[str, str]) -> list[Finding]:
    """The findings in some files."""
    return [each for each in report.findings if each.span.path in paths]


def apply_all(options: argparse.Namespace) -> int:
    """Apply fixes and print what is wrong with them; the exit code is 1 if anything is."""
    applied = Applied()
    if options.cases:
        for name, request in case_requests():
            apply_each(name, request, applied, most=options.most)
            if options.run:
                run_case(name, request, applied)
        print(f"cases: {applied.fixes} fixes, {applied.run} runs", flush=True)
    run_generated(options.seed, options.generated, applied)
    print(f"with generated programs: {applied.fixes} fixes, {applied.run} runs", flush=True)
    for folder in options.folders:
        apply_each(folder.name, Request(paths=(folder,), root=folder), applied, most=options.most)
        print(f"with {folder.name}: {applied.fixes} fixes", flush=True)
    print(f"{applied.fixes} fixes applied, {applied.run} run, {len(applied.faults)} wrong")
    return 1 if applied.faults else 0


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=["share", "apply"])
    parser.add_argument("folders", type=Path, nargs="*", help="repositories")
    parser.add_argument("--generated", type=int, default=0, help="programs put together at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=200, help="fixes of one program")
    parser.add_argument("--cases", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--run", action="store_true", help="run the cases, too")
    options = parser.parse_args()
    folders = [folder.resolve() for folder in options.folders]
    options.folders = folders
    return share(folders) if options.command == "share" else apply_all(options)


if __name__ == "__main__":
    sys.exit(main())
