"""Reports to be shown as HTML: hostile ones, large ones, ones with many modules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from msgspec.structs import replace

from snapcheck import analysis
from snapcheck.model import (
    Confidence,
    EntryPoint,
    EntryPointKind,
    Finding,
    Fix,
    Level,
    Problem,
    Report,
    Request,
    Silence,
    Span,
    Step,
    StepKind,
    Suppressed,
)

CASES = Path(__file__).parent / "cases"

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "a\u202eb\u2066c\u200fd",
    "\x00\x1b[31m\x7f\u2028",
    "`code` and ` a stray backtick",
    "]]></style><style>*{display:none}</style>",
    "\udcff\ud800",
    "&lt;b&gt;&amp;",
)


def hostile() -> Report:
    """A report in which everything that the project names is an attack."""
    everything = " ".join(HOSTILE)
    path = "src/" + everything.replace("/", "\\") + ".py"
    source = f"{everything}\nX = '{everything}'\n" + "y = 1; " * 400 + "\n"
    entry = EntryPoint(path, everything, EntryPointKind.TEMPLATE, declared_in=everything)
    finding = Finding(
        rule="SNAP201",
        name=everything,
        level=Level.ERROR,
        confidence=Confidence.HIGH,
        span=Span(path, 2, 5, 2, 30),
        message=everything,
        instead=everything,
        trace=(
            Step(StepKind.MADE, everything, Span(path, 2, 5, 2, 30)),
            Step(StepKind.KEPT, everything, Span(path, 2, 1, 2, 2)),
            Step(StepKind.SNAPSHOT, everything, None),
            Step(StepKind.USED, everything, Span(path, 3, 1500, 3, 1501)),
            Step(StepKind.USED, everything, Span(path, 900, 1, 900, 2)),
        ),
        entry_points=(entry,),
        fingerprint=everything,
        fix=Fix(everything, (), False, everything),
    )
    return Report(
        findings=(finding, replace(finding, rule=everything, trace=())),
        problems=(Problem(path, 3, everything, everything),),
        notices=(everything,),
        entry_points=(entry,),
        files_seen=1,
        files_reached=1,
        rules=(),
        sources={path: source},
        version=everything,
        suppressed=(Suppressed(finding, Silence.COMMENT, everything, None),),
        imports={path: (f"{path}c",), f"{path}c": (path,)},
    )


def real() -> Report:
    """What the analysis says of all cases of this project's own tests."""
    return analysis.check(Request(paths=(CASES,), root=CASES, imports=True), jobs=2)


def enlarged(report: Report, size: int) -> Report:
    """As many findings, with real code and traces: those of a report, in copies of its files."""
    findings: list[Finding] = []
    sources: dict[str, str] = {}
    copies: list[EntryPoint] = []
    while len(findings) < size:
        folder = f"copy_{len(copies)}"
        findings += [_moved(finding, folder) for finding in report.findings]
        sources |= {f"{folder}/{path}": text for path, text in report.sources.items()}
        copies += [_entry(entry, folder) for entry in report.entry_points]
    return replace(
        report, findings=tuple(findings[:size]), sources=sources, entry_points=tuple(copies)
    )


def _moved(finding: Finding, folder: str) -> Finding:
    def span(span: Span) -> Span:
        return replace(span, path=f"{folder}/{span.path}")

    trace = [replace(step, span=step.span and span(step.span)) for step in finding.trace]
    return replace(
        finding,
        span=span(finding.span),
        trace=tuple(trace),
        entry_points=tuple(_entry(entry, folder) for entry in finding.entry_points),
        fingerprint=f"{folder}{finding.fingerprint}",
        fix=None if finding.fix is None else replace(finding.fix, edits=()),
    )


def _entry(entry: EntryPoint, folder: str) -> EntryPoint:
    return replace(entry, path=f"{folder}/{entry.path}")


def with_modules(report: Report, count: int) -> Report:
    """The report with an entry point of its own that imports so many modules, in cycles too."""
    random = Random(count)
    names = [f"shop/part_{at % 7}/m{at:03}.py" for at in range(count)]
    imports = {
        name: tuple(sorted(set(_targets(names, at, random)) - {name}))
        for at, name in enumerate(names)
    }
    entry = EntryPoint(names[0], "handler", EntryPointKind.TEMPLATE)
    findings = tuple(replace(each, entry_points=(entry,)) for each in report.findings)
    return replace(report, findings=findings, entry_points=(entry,), imports=imports)


def _targets(names: list[str], at: int, random: Random) -> Iterator[str]:
    yield from names[3 * at + 1 : 3 * at + 4]
    for _ in range(random.choice((0, 1, 1, 4))):
        yield names[random.randrange(at, len(names))]
    if random.random() < 0.1:
        yield names[random.randrange(at + 1)]
