"""Judges findings by what restored environments and cold starts did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from snapcheck.model import Finding, Question, Rule
from snapcheck.model.proof import Holder, Proof, Verdict
from snapcheck.verify.observed import Described, Environment, Seen
from snapcheck.verify.plan import Job, lines_in, used_lines
from snapcheck.verify.runner import Outcome

Lines = frozenset[tuple[str, int]]
_Key = TypeVar("_Key", str, tuple[str, str])

_FEWEST_COLD_STARTS = 2
# Shorter texts are alike by chance.
_TELLING = 8
_CONNECTIONS = ("connection", "pool")
_NO_QUESTION = Question("", "")


class Scene(Struct, frozen=True):
    """A finding with what was seen: `here` are its own lines, `used` those that use it.

    `check` and `about` are what its rule asks; `others` are lines that use what others are about.
    """

    finding: Finding
    check: str
    about: str
    outcome: Outcome
    here: Lines
    used: Lines
    others: Lines

    @property
    def environments(self) -> tuple[Environment, ...]:
        """What was restored."""
        return self.outcome.environments

    @property
    def cold(self) -> tuple[Environment, ...]:
        """The cold starts that came to their end."""
        starts = self.outcome.cold_starts
        return tuple([each.environment for each in starts if each.environment is not None])


def judge(job: Job, outcome: Outcome, rules: Mapping[str, Rule], root: Path) -> dict[str, Proof]:
    """Return the verdict on each finding of a job, by its fingerprint."""
    found = {}
    used = {each.fingerprint: frozenset(used_lines(each, root)) for each in job.findings}
    for finding in job.findings:
        rule = rules.get(finding.rule)
        question = rule.questions[0] if rule is not None and rule.questions else _NO_QUESTION
        here = frozenset(lines_in(finding.span, root))
        lines = used[finding.fingerprint]
        others = frozenset[tuple[str, int]]().union(*used.values()) - lines
        scene = Scene(finding, question.check, question.about, outcome, here, lines, others)
        found[finding.fingerprint] = _judged(scene)
    return found


def _judged(scene: Scene) -> Proof:
    if scene.check in _NOT_ABOUT_RUNNING or not scene.finding.span.path.endswith(".py"):
        return _not_shown("it is about the deployment, which is not run")
    by_init = _failed_init(scene)
    if by_init is not None:
        return by_init
    questions = _QUESTIONS.get(scene.check, _OF_VALUES)
    for ask in questions:
        proof = ask(scene)
        if proof is not None:
            return proof
    return _not_shown("nothing that was seen shows it")


def _proved(reason: str) -> Proof:
    return Proof(Verdict.PROVED, reason)


def _not_shown(reason: str) -> Proof:
    return Proof(Verdict.NOT_SHOWN, reason)


def _failed_init(scene: Scene) -> Proof | None:
    """Judge a finding of a program that does not start: does a cold start get further?"""
    init = scene.outcome.init
    if init.error is None:
        return None
    through = frozenset(init.error.lines)
    if scene.cold and through & (scene.here | scene.used):
        return _proved(f"INIT fails there under SnapStart, and in no cold start: {init.error}")
    return Proof(Verdict.NOT_REACHED, f"INIT fails: {init.error}")


# --- what every finding on a value is asked ------------------------------------------------------


def _fails_there(scene: Scene) -> Proof | None:
    """Prove that every environment fails where the value is used, and no cold start does."""
    lines = scene.used or scene.here
    failing = [_raised(each, lines) for each in scene.environments]
    if not failing or not all(failing) or not scene.cold:
        return None
    names = set.intersection(*failing) - set().union(*[_raised(each, lines) for each in scene.cold])
    if not names:
        return None
    ended = [failed.type for failed in scene.environments[0].failures if failed.type in names]
    name = ended[0] if ended else min(names)
    return _proved(f"{name} where it is used, {_in_all(scene)}, and in no cold start")


def _fails_behind(scene: Scene) -> Proof | None:
    """Prove that a connection is dead: all fails behind the line that uses it, and no cold start.

    A driver says so at the next statement where what was asked for came from what it keeps.
    """
    failing = [each.failures for each in scene.environments]
    lively = bool(scene.cold) and not any(each.failures for each in scene.cold)
    if scene.about not in _CONNECTIONS or not lively or not failing or not all(failing):
        return None
    if not all(_on(each, scene.used) for each in scene.environments):
        return None
    lines = [place for failures in failing for place in failures[0].lines[-1:]]
    if len(lines) < len(failing) or scene.others.intersection(lines):
        return None
    name = failing[0][0].type
    return _proved(f"{name} behind where it is used, {_in_all(scene)}, and in no cold start")


def _raised(seen: Seen, lines: Lines) -> set[str]:
    return {name for _, file, line, name in seen.raised if (file, line) in lines}


def _repeats(scene: Scene) -> Proof | None:
    """Prove that what is kept is the same in every environment, and not in cold starts."""
    kept = scene.finding.kept
    if kept is None or kept.holder is Holder.ABSENT:
        return None
    key = scene.finding.fingerprint
    values = _samples(scene.environments, key)
    if len(values) < len(scene.environments) or not values:
        return None
    if kept.holder is Holder.GENERATOR and not all(key in e.moved for e in scene.environments):
        answered = None if scene.others else _only_answer(scene)
        return answered or _not_shown("nothing draws from it there")
    if len(set(values)) > 1:
        # Threads of a library may draw besides, at any time: the answer may repeat all the same.
        answered = _only_answer(scene) if kept.holder is Holder.GENERATOR else None
        return answered or _not_shown("what is kept differs between the environments")
    cold = set(_samples(scene.cold, key))
    if len(cold) > 1:
        return _proved(f"the same {_in_all(scene)}, and not in {len(cold)} cold starts")
    if kept.holder is Holder.GENERATOR or scene.check == "drawn":
        return _proved(f"the same state {_in_all(scene)}; it is so in cold starts as well")
    return _not_shown("cold starts have the same value too")


def _samples(environments: Iterable[Seen], key: str) -> list[str]:
    samples = [each.samples.get(key) for each in environments]
    return [each.digest for each in samples if each is not None]


def _absent(scene: Scene) -> Proof | None:
    """Prove that every environment lacks what a cold start has."""
    kept = scene.finding.kept
    if kept is None or kept.holder is not Holder.ABSENT:
        return None
    key = scene.finding.fingerprint
    of_init = _samples([scene.outcome.init], key)
    restored = of_init or _samples(scene.environments, key)
    cold = _samples([each.init for each in scene.outcome.cold_starts], key)
    cold = cold or _samples(scene.cold, key)
    if restored and cold and set(restored).isdisjoint(cold):
        return _proved(f"it is not there {_in_all(scene)}, and there in a cold start")
    return None


def _unreached(scene: Scene) -> Proof | None:
    """Judge a finding whose code no event ran."""
    lines = scene.used or scene.here
    phases = [phase for each in scene.environments for phase, *_ in _on(each, lines)]
    if phases or _on(scene.outcome.init, lines - scene.used):
        return None
    failures = [failed for each in scene.environments for failed in each.failures]
    if failures:
        return Proof(Verdict.NOT_REACHED, f"no event came as far: {failures[0]}")
    return Proof(Verdict.NOT_REACHED, "no event ran the code that uses it")


def _on(seen: Seen, lines: Lines) -> list[tuple[str, int]]:
    return [(phase, count) for phase, file, line, count in seen.lines if (file, line) in lines]


def _only_answer(scene: Scene) -> Proof | None:
    """Judge by the answers alone: what a library keeps for itself can't be looked at.

    They tell of a value that should be found elsewhere only where no other is used.
    """
    kept, key = scene.finding.kept, scene.finding.fingerprint
    is_elsewhere = kept is not None and kept.holder is not Holder.GENERATOR
    if is_elsewhere and (scene.others or _samples(scene.environments, key)):
        return None
    paths = repeating(scene.outcome)
    if paths and any(_on(each, scene.used) for each in scene.environments):
        return _proved(f"the answer's {paths[0]} is the same {_in_all(scene)}, not in cold starts")
    return None


# --- work, hooks and costs -----------------------------------------------------------------------


def _left_running(scene: Scene) -> Proof | None:
    running = scene.outcome.init.background
    acts = {act for _, act, file, line, _ in scene.outcome.init.acts if (file, line) in scene.here}
    if running and any(act.startswith("starts") for act in acts):
        return _proved(f"INIT left it running when the snapshot was taken: {running[0]}")
    return None


def _in_each_call(scene: Scene) -> Proof | None:
    """Prove that later invocations of one environment do again what the first one did."""
    lines = scene.here | scene.used
    if not scene.cold:
        return None
    acts = [
        (phase, act)
        for phase, act, file, line, _ in scene.cold[0].acts
        if (file, line) in lines and phase.startswith("invoke ") and phase != "invoke 1"
    ]
    if not acts:
        return _connects_behind(scene)
    return _proved(
        f"a warm invocation {acts[-1][1]} there again, {len(acts)} times in one environment"
    )


def _connects_behind(scene: Scene) -> Proof | None:
    """Prove that each invocation connects behind a line that builds what connects on use."""
    if scene.about not in _CONNECTIONS:
        return None
    built = {phase for phase, _ in _on(scene.cold[0], scene.here)} - {"init", "invoke 1"}
    connected = {
        phase
        for phase, act, file, line, _ in scene.cold[0].acts
        if act == "connects" and (file, line) not in scene.others
    }
    times = len(built & connected)
    return _proved(f"a warm invocation connects behind it again, {times} times") if times else None


def _hook_runs(scene: Scene) -> Proof | None:
    """Judge whether the hook that a finding is about was ever called after a restore."""
    environments = scene.environments
    waiting = [
        any((hook.file, hook.line) in _near(scene.here) for hook in each.waiting)
        for each in environments
    ]
    if environments and all(waiting):
        return _proved("the hook gave something to await, and nobody does")
    failures = [each.error for each in environments if each.error is not None]
    if failures and len(failures) == len(environments):
        return _proved(f"the restore fails: {failures[0]}")
    in_time = _on(scene.outcome.init, scene.here)
    if environments and not in_time and scene.check == "hooks" and not scene.finding.kept:
        return _proved("nothing had registered it when the snapshot was taken")
    return None


def _near(lines: Lines) -> Lines:
    """Return lines and their neighbours: where a decorated function begins depends on Python."""
    return lines | {(file, line - 1) for file, line in lines} | {(f, n + 1) for f, n in lines}


# --- what repeats without a finding --------------------------------------------------------------


def repeating(outcome: Outcome) -> list[str]:
    """Return the parts of answers that all environments share and cold starts do not."""
    restored = [_leaves(each) for each in outcome.environments]
    cold = [_leaves(each.environment) for each in outcome.cold_starts if each.environment]
    return _shared(restored, cold)


def variables(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the variables, by file and name, that all environments share and cold starts do not.

    Only those whose names the code of an invocation has, in the same file or beside the module's.
    """
    names: dict[str, set[str]] = {}
    for file, name in {pair for each in outcome.environments for pair in each.names}:
        names.setdefault(file, set()).add(name)

    def is_used(file: str, name: str) -> bool:
        parts = set(name.split("."))
        beside = {Path(file).stem, *parts}
        return parts <= names.get(file, set()) or any(beside <= here for here in names.values())

    def used(environment: Environment) -> dict[tuple[str, str], Described | None]:
        return {
            (file, name): value
            for file, name, value in environment.variables
            if is_used(file, name) and len(value.text) >= _TELLING
        }

    cold = [used(each.environment) for each in outcome.cold_starts if each.environment]
    return _shared([used(each) for each in outcome.environments], cold)


def _leaves(environment: Environment) -> dict[str, Described | None]:
    if not environment.answers:
        return {}
    return {
        path: value
        for path, value in environment.answers[0].leaves.items()
        if value is not None and len(value.text) >= _TELLING
    }


def _shared(
    restored: Sequence[Mapping[_Key, Described | None]],
    cold: Sequence[Mapping[_Key, Described | None]],
) -> list[_Key]:
    """Return what all of `restored` have alike, and not all of `cold`."""
    if not restored or len(cold) < _FEWEST_COLD_STARTS:
        return []
    return [
        key
        for key, value in restored[0].items()
        if value is not None
        and all(each.get(key) == value for each in restored)
        and all(key in each for each in cold)
        and len({_digest(each[key]) for each in cold}) > 1
    ]


def _digest(value: Described | None) -> str:
    return value.digest if value is not None else ""


def _in_all(scene: Scene) -> str:
    return f"in all {len(scene.environments)} environments"


_Question = Callable[[Scene], Proof | None]
_NOT_ABOUT_RUNNING = {"deployment", "ignores"}
_OF_VALUES: tuple[_Question, ...] = (
    *(_fails_there, _fails_behind, _absent, _repeats, _only_answer, _unreached),
)
_QUESTIONS: Mapping[str, tuple[_Question, ...]] = {
    "started": (_left_running, _unreached),
    "per-invoke": (_in_each_call, _unreached),
    "hooks": (_hook_runs, *_OF_VALUES),
}
