"""The report as SARIF 2.1.0, made for GitHub code scanning and valid for every other reader.

GitHub reads a part of the format and ignores the rest; ecosystem.md in the design notes has the
list. Its wishes that shaped this module: each result has one short primary region with all four
numbers, its level, and a line fingerprint; texts are never empty; file addresses are relative.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import sarif_om
from msgspec import Struct

from snapcheck import project
from snapcheck.model import (
    EntryPoint,
    Finding,
    Fix,
    Known,
    Level,
    Problem,
    Report,
    Rule,
    Silence,
    Span,
    Step,
    StepKind,
    Suppressed,
)
from snapcheck.model.proof import Proof
from snapcheck.report.examples import as_markdown
from snapcheck.report.fingerprint import line_hashes
from snapcheck.report.order import in_order
from snapcheck.report.sarif_json import to_text
from snapcheck.report.sentence import step_text
from snapcheck.report.verification import proof_object, proof_of

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# What GitHub takes in; it drops or refuses what is beyond.
MOST_RESULTS = 25_000
MOST_STEPS = 1_000
LARGEST = 10_000_000  # bytes, compressed
_MOST_RELATED = 100
_LONGEST_DESCRIPTION = 1_024
_MOST_TAGS = 20

_SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
_SNAPSTART_WORDS = {True: "on", False: "off", None: "unknown"}
_SEMANTIC_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")


def render(report: Report, *, suppressed: bool = False) -> str:
    """Return the whole report as one SARIF log with one run, small enough to be uploaded.

    GitHub shows results that are suppressed as open alerts, so that they are left out unless
    `suppressed` asks for them.
    """
    findings = _within_limit(in_order(report.findings), MOST_RESULTS)
    while True:
        text = _log(report, findings, report.suppressed if suppressed else ())
        if len(text) <= LARGEST or len(findings) <= 1 or _compressed(text) <= LARGEST:
            return text
        findings = _within_limit(findings, len(findings) // 2)


def _compressed(text: str) -> int:
    return len(zlib.compress(text.encode(), 6))


def _log(report: Report, findings: list[Finding], suppressed: Iterable[Suppressed]) -> str:
    rules = sorted(report.rules, key=lambda rule: rule.code)
    results = _Results(report.sources, {rule.code: at for at, rule in enumerate(rules)})
    run = sarif_om.Run(
        tool=sarif_om.Tool(driver=_driver(report.version, rules)),
        automation_details=sarif_om.RunAutomationDetails(id="snapcheck/"),
        invocations=[_invocation(report, left_out=len(report.findings) - len(findings))],
        column_kind="unicodeCodePoints",
        results=[
            *[_with_proof(results.result(each), proof_of(report, each)) for each in findings],
            *[results.suppressed(each) for each in suppressed],
        ],
        properties={
            "filesSeen": report.files_seen,
            "filesReached": report.files_reached,
            "entryPoints": [_entry_point(entry) for entry in sorted(set(report.entry_points))],
        },
    )
    return to_text(sarif_om.SarifLog(schema_uri=_SCHEMA, version="2.1.0", runs=[run]))


def _known(known: Known) -> dict[str, str]:
    """Return how the API behind a finding behaves, and who says so, as properties."""
    named = {"behaviour": known.behaviour, "evidence": known.evidence}
    return {name: text for name, text in named.items() if text}


def _with_proof(result: sarif_om.Result, proof: Proof | None) -> sarif_om.Result:
    """Return a result with what running the program said of it, which hides no result."""
    if proof is not None:
        result.properties["verification"] = proof_object(proof)
    return result


def _within_limit(findings: list[Finding], most: int) -> list[Finding]:
    """Return so many of the findings, the worst of them, in their order."""
    if len(findings) <= most:
        return findings
    worst = sorted(range(len(findings)), key=lambda at: -findings[at].level)[:most]
    return [findings[at] for at in sorted(worst)]


# The tool and its rules


def _driver(version: str, rules: Iterable[Rule]) -> sarif_om.ToolComponent:
    return sarif_om.ToolComponent(
        name="snapcheck",
        information_uri=project.ADDRESS or None,
        version=version,
        semantic_version=version if _SEMANTIC_VERSION.fullmatch(version) else None,
        rules=[_descriptor(rule) for rule in rules],
    )


def _descriptor(rule: Rule) -> sarif_om.ReportingDescriptor:
    page = rule.page.strip() or rule.summary
    examples = as_markdown(rule)
    help = f"{page}\n\n{examples}" if examples else page
    return sarif_om.ReportingDescriptor(
        id=rule.code,
        name=rule.name,
        short_description=_multiformat(_title(rule.summary)),
        full_description=_multiformat(_plain(_sentence(_first_paragraph(page) or rule.summary))),
        help=sarif_om.MultiformatMessageString(text=help, markdown=help),
        help_uri=project.page_of(rule.code),
        default_configuration=sarif_om.ReportingConfiguration(level=rule.level.label),
        properties=_rule_properties(rule),
    )


def _rule_properties(rule: Rule) -> dict[str, object]:
    """Return what GitHub shows and sorts by; a `security-severity` makes a security alert."""
    tags = list(rule.tags)
    properties: dict[str, object] = {
        "precision": rule.precision,
        "problem.severity": _SEVERITIES[rule.level],
    }
    if rule.security_severity is not None:
        properties["security-severity"] = rule.security_severity
        tags = ["security", *(tag for tag in tags if tag != "security")]
    return {"tags": tags[:_MOST_TAGS], **properties} if tags else properties


def _multiformat(text: str) -> sarif_om.MultiformatMessageString:
    if len(text) > _LONGEST_DESCRIPTION:
        text = text[: _LONGEST_DESCRIPTION - 1] + "…"
    return sarif_om.MultiformatMessageString(text=text)


def _first_paragraph(page: str) -> str:
    """Return the first prose of a rule page: neither a heading nor a code block."""
    for block in re.split(r"\n\s*\n", page):
        prose = re.sub(r"^#.*$", "", block, flags=re.MULTILINE).strip()
        if prose and not prose.startswith(("```", "~~~")):
            return prose
    return ""


# Results


class _Stop(Struct, frozen=True):
    """A step of a story that has a place, with what happens there."""

    kind: StepKind
    text: str
    span: Span


# Whoever shows a story in short shows these; what only hands a value on is left out first.
_IMPORTANCE = {
    StepKind.MADE: "essential",
    StepKind.PASSED: "unimportant",
    StepKind.KEPT: "important",
    StepKind.FOUND: "important",
    StepKind.SNAPSHOT: "essential",
    StepKind.USED: "essential",
    StepKind.DECLARED: "important",
}


class _Results:
    """Makes results; holds the rules' places and the fingerprints of each file's lines."""

    def __init__(self, sources: Mapping[str, str], rule_indices: Mapping[str, int]) -> None:
        self._sources = sources
        self._rule_indices = rule_indices
        self._hashes: dict[str, list[str]] = {}

    def result(self, finding: Finding) -> sarif_om.Result:
        """Return one finding with its place, its story and what makes it recognisable."""
        stops = list(_stops(finding.trace))
        return sarif_om.Result(
            rule_id=finding.rule,
            rule_index=self._rule_indices.get(finding.rule, -1),
            level=finding.level.label,
            message=_message(finding, stops[:_MOST_RELATED]),
            locations=[_location(finding.span)],
            related_locations=[
                _location(stop.span, stop.text, number)
                for number, stop in enumerate(stops[:_MOST_RELATED], 1)
            ]
            or None,
            code_flows=_code_flows(list(_flow(finding.trace))) if stops else None,
            partial_fingerprints=self._fingerprints(finding),
            fixes=[_fix(finding.fix)] if finding.fix is not None and finding.fix.edits else None,
            properties={
                "confidence": finding.confidence.label,
                "snapstart": _SNAPSTART_WORDS[finding.snapstart],
                "entryPoints": [_entry_point(entry) for entry in sorted(set(finding.entry_points))],
                **_known(finding.known),
            },
        )

    def suppressed(self, each: Suppressed) -> sarif_om.Result:
        """Return a finding that is not open, with what silences it and why."""
        result = self.result(each.finding)
        place = _location(each.span) if each.span is not None else None
        result.suppressions = [
            sarif_om.Suppression(
                kind="inSource" if each.by is Silence.COMMENT else "external",
                state="accepted",
                justification=each.reason or each.by.value,
                location=place,
            )
        ]
        return result

    def _fingerprints(self, finding: Finding) -> dict[str, str]:
        path, line = finding.span.path, finding.span.line
        if path not in self._hashes:
            self._hashes[path] = line_hashes(self._sources[path]) if path in self._sources else []
        own = {"snapcheck/v1": finding.fingerprint} if finding.fingerprint else {}
        hashes = self._hashes[path]
        if 1 <= line <= len(hashes):
            return {"primaryLocationLineHash": hashes[line - 1], **own}
        return own


def _stops(trace: Iterable[Step]) -> Iterator[_Stop]:
    """Yield the steps that have a place: not the snapshot, which the next step tells of."""
    after = ""
    for step in trace:
        if step.span is not None:
            yield _Stop(step.kind, step_text(step) + after, step.span)
            after = ""
        elif step.kind is StepKind.SNAPSHOT:
            after = " (after a restore)"


def _flow(trace: tuple[Step, ...]) -> Iterator[_Stop]:
    """Return the steps of a path that a reader is led along, the snapshot among them.

    It has no place of its own: it is taken after the last step of INIT. Where that has no place
    either, it is told at the first step after it.
    """
    last: Span | None = None
    for at, step in enumerate(trace):
        if step.span is not None:
            last = step.span
            yield _Stop(step.kind, step_text(step), step.span)
        elif step.kind is StepKind.SNAPSHOT:
            following = (later.span for later in trace[at:] if later.span is not None)
            place = last or next(following, None)
            if place is not None:
                when = "after this" if last is not None else "before this"
                yield _Stop(step.kind, f"{step_text(step)} ({when})", place)


def _code_flows(stops: list[_Stop]) -> list[sarif_om.CodeFlow]:
    if len(stops) > MOST_STEPS:  # both ends of the story matter more than its middle
        stops = [*stops[: MOST_STEPS - 1], stops[-1]]
    locations = [
        sarif_om.ThreadFlowLocation(
            location=_location(stop.span, stop.text),
            kinds=[stop.kind.value],
            importance=_IMPORTANCE[stop.kind],
        )
        for stop in stops
    ]
    return [sarif_om.CodeFlow(thread_flows=[sarif_om.ThreadFlow(locations=locations)])]


def _fix(fix: Fix) -> sarif_om.Fix:
    """Return a fix as replacements, file by file."""
    by_path: dict[str, list[sarif_om.Replacement]] = {}
    for edit in fix.edits:
        content = sarif_om.ArtifactContent(text=edit.text) if edit.text else None
        by_path.setdefault(edit.span.path, []).append(
            sarif_om.Replacement(deleted_region=_region(edit.span), inserted_content=content)
        )
    sentence = _sentence(fix.description) + (f" {_sentence(fix.note)}" if fix.note else "")
    return sarif_om.Fix(
        description=sarif_om.Message(text=_plain(sentence)),
        artifact_changes=[
            sarif_om.ArtifactChange(
                artifact_location=sarif_om.ArtifactLocation(uri=_address(path)),
                replacements=replacements,
            )
            for path, replacements in by_path.items()
        ],
        properties={"safe": fix.safe},
    )


def _region(span: Span) -> sarif_om.Region:
    return sarif_om.Region(
        start_line=span.line,
        start_column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
    )


def _location(span: Span, text: str = "", number: int = -1) -> sarif_om.Location:
    return sarif_om.Location(
        id=number,
        message=sarif_om.Message(text=_plain(text)) if text else None,
        physical_location=sarif_om.PhysicalLocation(
            artifact_location=sarif_om.ArtifactLocation(uri=_address(span.path)),
            region=_region(span),
        ),
    )


# What could not be analysed


def _invocation(report: Report, left_out: int) -> sarif_om.Invocation:
    notifications = [_problem(problem) for problem in sorted(report.problems)]
    notifications += [_notification("note", notice) for notice in report.notices if notice.strip()]
    if left_out:
        text = f"{left_out} findings were left out: a SARIF upload may hold no more."
        notifications.append(_notification("warning", text))
    return sarif_om.Invocation(
        execution_successful=not report.problems,
        tool_execution_notifications=notifications or None,
    )


def _problem(problem: Problem) -> sarif_om.Notification:
    mend = f" ({problem.mend})" if problem.mend else ""
    notification = _notification("error", f"{problem.message}{mend}")
    notification.properties = {"kind": problem.kind.value}
    if problem.path:
        region = sarif_om.Region(start_line=problem.line) if problem.line else None
        place = sarif_om.PhysicalLocation(
            artifact_location=sarif_om.ArtifactLocation(uri=_address(problem.path)), region=region
        )
        notification.locations = [sarif_om.Location(physical_location=place)]
    return notification


def _notification(level: str, text: str) -> sarif_om.Notification:
    return sarif_om.Notification(
        level=level, message=sarif_om.Message(text=_plain(_sentence(text)))
    )


# Texts and addresses


def _message(finding: Finding, stops: list[_Stop]) -> sarif_om.Message:
    """Return what is wrong and what to do, with links to the steps of the story."""
    text = _sentence(finding.message or finding.name)
    if finding.instead:
        text += f" Instead: {_sentence(finding.instead)}"
    links = ", ".join(f"[{stop.kind.value}]({number})" for number, stop in enumerate(stops, 1))
    story = f" Story: {links}." if links else ""
    return sarif_om.Message(text=_plain(text) + story, markdown=_escaped(text) + story)


def _plain(text: str) -> str:
    """Return the text without Markdown: GitHub swallows backticks and escapes what is in them."""
    return _escaped(text).replace("`", "'")


def _escaped(text: str) -> str:
    """Return the text with nothing in it that SARIF takes for a link or a placeholder.

    Only a text that has such a thing is escaped, for most readers show the escapes as they are.
    """
    if "](" in text:
        text = re.sub(r"([\[\]])", r"\\\1", text)
    if re.search(r"\{\d+\}", text):
        text = text.replace("{", "{{").replace("}", "}}")
    return text


def _sentence(text: str) -> str:
    """Return the text on one line, with a full stop: GitHub shows a message up to the first one."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _title(summary: str) -> str:
    """Return a rule's summary as the headline of an alert; an API's name in front stays."""
    first = summary.split(" ", 1)[0]
    return summary[:1].upper() + summary[1:] if first.isalpha() else summary


def _entry_point(entry: EntryPoint) -> str:
    return f"{entry.path}:{entry.function}"


def _address(path: str) -> str:
    """Return a path as a relative address, as SARIF wants; an absolute one as a file address."""
    address = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{address}" if path.startswith("/") else address
