"""Whether SnapStart will work as a deployment file switches it on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from snapcheck.digest import sha256_of
from snapcheck.model import (
    Brief,
    Confidence,
    Finding,
    Level,
    Question,
    Rule,
    Span,
    Step,
    StepKind,
    fits,
)
from snapcheck.model.deployed import Deployed, Feature, Setting, Used

EPHEMERAL_STORAGE_LIMIT = 512
"""MB that a function with SnapStart may have.

Source: https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
"""

# The first version of each language that SnapStart supports; the source is the same page.
FIRST_SUPPORTED = {"python": (3, 12), "java": (11,), "dotnet": (8,)}
NEVER_SUPPORTED = ("nodejs", "ruby", "provided", "go1", "dotnetcore")
_VERSION = re.compile(r"([a-z]+)(\d+(?:\.\d+)*)")
_SHOWN = 3
_SWITCHED_ON = "SnapStart is switched on here"

_FEATURES = {
    Feature.FILE_SYSTEM: "a file system of EFS or S3 Files",
    Feature.PROVISIONED_CONCURRENCY: "provisioned concurrency",
    Feature.IMAGE: "a container image that has neither a base of AWS for SnapStart nor its label",
    Feature.TENANT_ISOLATION: "tenant isolation",
}


_Only = tuple[str, ...]
"""The features or runtimes that a question is narrowed down to; none: all."""


class _Wrong(Struct, frozen=True):
    """What is wrong with one function."""

    about: str
    span: Span
    sure: bool
    mild: bool = False


def misdeployed(
    functions: Iterable[Deployed], rules: Iterable[Rule], min_confidence: Confidence
) -> Iterator[Finding]:
    """Yield what the rules find in deployment files, one finding for each place and rule.

    Functions that share the place, in a template's `Globals`, share the finding.
    """
    switched_on = [function for function in functions if function.snapstart is not None]
    for rule in rules:
        for question in rule.questions:
            if question.check == "deployment":
                for finding in _asked(switched_on, question, rule):
                    if finding.confidence >= min_confidence:
                        yield finding


def _asked(functions: Iterable[Deployed], question: Question, rule: Rule) -> Iterator[Finding]:
    by_place: dict[tuple[Span, str], list[tuple[Deployed, _Wrong]]] = {}
    for function in functions:
        if function.snapstart is not None:
            for wrong in _CASES[question.about](function, function.snapstart, question.only):
                by_place.setdefault((wrong.span, wrong.about), []).append((function, wrong))
    for (span, about), concerned in sorted(by_place.items()):
        names = sorted({function.name for function, _ in concerned})
        switches = {f.snapstart.span for f, _ in concerned if f.snapstart is not None} - {span}
        identity = f"{rule.code}|{names[0]}:{about}"  # in its file
        yield Finding(
            rule.code,
            rule.name,
            Level.NOTE if all(wrong.mild for _, wrong in concerned) else rule.level,
            Confidence.HIGH if any(wrong.sure for _, wrong in concerned) else Confidence.MEDIUM,
            span,
            rule.message.format(name=_listed(names), api=about, used="", behaviour=""),
            rule.instead,
            tuple(Step(StepKind.DECLARED, _SWITCHED_ON, each) for each in sorted(switches)[:1]),
            tuple(sorted({f.entry for f, _ in concerned if f.entry is not None})),
            sha256_of(identity.encode())[:32],
            switched_on=True,
            brief=Brief(f"{_listed(names)}, {about}" if about else _listed(names)),
        )


def _without_version(function: Deployed, snapstart: Setting, _only: _Only) -> Iterator[_Wrong]:
    if function.published is False:
        yield _Wrong("", snapstart.span, snapstart.sure)


def _with_unsupported_feature(
    function: Deployed, snapstart: Setting, only: _Only
) -> Iterator[_Wrong]:
    for used in function.uses:
        if only and not fits(used.feature.value, only):
            continue
        if used.feature is Feature.EPHEMERAL_STORAGE:
            if used.amount is not None and used.amount > EPHEMERAL_STORAGE_LIMIT:
                text = f"{used.amount} MB of ephemeral storage"
                yield _Wrong(text, used.span, _together(used, snapstart))
        else:
            yield _Wrong(_FEATURES[used.feature], used.span, _together(used, snapstart))


def _together(used: Used, snapstart: Setting) -> bool:
    """Tell whether both surely hold at once: under two conditions they may never do."""
    return used.sure and snapstart.sure


def _with_unsupported_runtime(
    function: Deployed, snapstart: Setting, only: _Only
) -> Iterator[_Wrong]:
    """Yield the runtime that SnapStart does not support, or that a rule names to be reported."""
    runtime = function.runtime
    if runtime is not None and (
        fits(runtime.text, only) if only else not is_supported(runtime.text)
    ):
        yield _Wrong(runtime.text, runtime.span, runtime.sure and snapstart.sure)


def is_supported(runtime: str) -> bool:
    """Tell whether SnapStart supports a managed runtime (`python3.12`); True for an unknown one."""
    if runtime.startswith(NEVER_SUPPORTED):
        return False
    parts = _VERSION.match(runtime)
    first = FIRST_SUPPORTED.get(parts[1]) if parts else None
    if parts is None or first is None:
        return True
    return tuple(int(part) for part in parts[2].split(".")) >= first


def _bypassed(function: Deployed, snapstart: Setting, _only: _Only) -> Iterator[_Wrong]:
    # Without a version there is nothing else to name: that is another rule's finding.
    if function.published:
        for bypass in function.bypasses:
            sure = bypass.sure and snapstart.sure
            yield _Wrong(bypass.text, bypass.span, sure, bypass.left_over)


def _listed(names: list[str]) -> str:
    shown = [f"`{name}`" for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


_CASES: dict[str, Callable[[Deployed, Setting, _Only], Iterator[_Wrong]]] = {
    "version": _without_version,
    "feature": _with_unsupported_feature,
    "runtime": _with_unsupported_runtime,
    "trigger": _bypassed,
}
