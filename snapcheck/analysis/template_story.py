"""The story of one line of a deployment file, for `snapcheck why`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from snapcheck.analysis.places import place_of
from snapcheck.analysis.sources import relative
from snapcheck.analysis.survey import Survey
from snapcheck.checks.deployment import EPHEMERAL_STORAGE_LIMIT, is_supported, misdeployed
from snapcheck.model import Confidence, Span
from snapcheck.model.deployed import Deployed, Feature, Setting
from snapcheck.model.story import Story

_SHOWN = 5


def code_at(surveyed: Survey, path: str, line: int) -> tuple[str, int] | None:
    """Return the code that stands in a deployment file at a line, and its own line there."""
    for code in surveyed.discovery.declared.embedded:
        if code.within == path:
            for number, place in enumerate(code.lines, start=1):
                if place.line == line:
                    return code.path, number
    return None


def is_template(surveyed: Survey, path: str) -> bool:
    """Return whether a file of this path is a deployment file of the run."""
    root = surveyed.task.request.root
    return any(relative(Path(each), root) == path for each in surveyed.discovery.tree.templates)


def story_of_template(surveyed: Survey, path: str, line: int, lines: Sequence[str]) -> Story:
    """Return what is known of a line of a deployment file: whom it declares, and what is wrong."""
    functions = [each for each in surveyed.discovery.declared.functions if each.declared_in == path]
    findings = [
        finding
        for finding in misdeployed(functions, surveyed.task.rules, Confidence.LOW)
        if (finding.span.path, finding.span.line) == (path, line)
    ]
    concerned = [each for each in functions if any(_is_on(span, line) for span in _spans(each))]
    told = next((reason for each in concerned for reason in _reasons(each, line)), "")
    if findings:
        verdict = f"Reported: {', '.join(sorted({finding.rule for finding in findings}))}."
    elif told:
        verdict = f"Silent: {told}"
    elif functions:
        verdict = "Silent: nothing on this line decides whether SnapStart works."
    else:
        verdict = "Silent: no function of Lambda is known to be declared in this file."
    return Story(
        path,
        line,
        lines[line - 1],
        ", ".join(each.name for each in concerned),
        (),
        (),
        tuple(sorted(findings, key=place_of)),
        verdict,
        tuple(_declared(concerned or functions)),
    )


def _is_on(span: Span, line: int) -> bool:
    return span.line <= line <= span.end_line


def _spans(function: Deployed) -> Iterator[Span]:
    """Yield where the file says something of a function that matters to SnapStart."""
    for setting in (function.runtime, function.snapstart, *function.bypasses):
        if setting is not None:
            yield setting.span
    for used in function.uses:
        yield used.span


def _reasons(function: Deployed, line: int) -> Iterator[str]:
    """Yield why nothing is said of a function at a line that matters to SnapStart."""
    name, runtime = f"`{function.name}`", function.runtime
    if function.snapstart is None:
        yield f"SnapStart is not switched on for {name}: its limits hold for others only."
        return
    if _is_at(function.snapstart, line):
        if function.published:
            yield f"SnapStart is on for {name}, and a version of it is published."
        else:
            yield f"SnapStart is on for {name}; who publishes a version of it is not known here."
    if runtime is not None and _is_at(runtime, line) and is_supported(runtime.text):
        yield f"SnapStart supports {runtime.text}."
    for used in function.uses:
        if used.feature is Feature.EPHEMERAL_STORAGE and _is_on(used.span, line):
            yield f"SnapStart goes with up to {EPHEMERAL_STORAGE_LIMIT} MB of ephemeral storage."
    if any(_is_at(each, line) for each in function.bypasses):
        yield f"who publishes a version of {name} is not known here, so it may be called as it is."


def _is_at(setting: Setting, line: int) -> bool:
    return _is_on(setting.span, line)


def _declared(functions: Sequence[Deployed]) -> Iterator[str]:
    """Yield what is known of each function that a file declares, in a line."""
    for function in functions[:_SHOWN]:
        entry = function.entry
        code = f"calls {entry.path}:{entry.function}" if entry is not None else "code not known"
        runtime = function.runtime.text if function.runtime is not None else "runtime not known"
        is_on = "SnapStart on" if function.snapstart is not None else "SnapStart off or not known"
        yield f"Declares `{function.name}`: {code}, {runtime}, {is_on}"
    if len(functions) > _SHOWN:
        yield f"and {len(functions) - _SHOWN} more functions"
