"""From a request to the outcomes of all its programs: what every door's question starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import knowledge
from snapcheck.analysis.entries import configured, declared_entries
from snapcheck.analysis.follow import follow, follow_strays
from snapcheck.analysis.glance import Glances
from snapcheck.analysis.groups import Group, Grouping, grouping, sharing
from snapcheck.analysis.memory import Discovery, Memory, Recall
from snapcheck.analysis.outcome import Outcome, settled
from snapcheck.analysis.search import find
from snapcheck.analysis.stopwatch import Stopwatch
from snapcheck.analysis.task import Stray, Task
from snapcheck.analysis.teller import Teller
from snapcheck.analysis.usage import UsageError
from snapcheck.analysis.workers import Workers
from snapcheck.config.repository import Repository
from snapcheck.digest import digest_of
from snapcheck.link.imports import lies_in
from snapcheck.model import Problem, Request, Rule, Stage, Taken


def select_rules(
    rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]
) -> list[Rule]:
    """The rules that run: those selected (all, if none is) without those ignored, by code.

    Codes may be prefixes (`SNAP2`). Raises UsageError for one that no rule has.
    """
    for code in (*select, *ignore):
        if not code or not any(known.startswith(code) for known in rules):
            from difflib import get_close_matches

            near = get_close_matches(code, rules, 1, 0.4)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"unknown rule code {code!r}{hint} (`snapcheck rules` lists them)")
    return [
        rule
        for code, rule in sorted(rules.items())
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
    ]


class Survey(Struct, frozen=True):
    """What is there to be analysed: files, what deployment files declare, and groups of entries."""

    task: Task
    discovery: Discovery
    grouping: Grouping

    @property
    def glances(self) -> Glances:
        """The files as they look from outside."""
        return self.task.glances


def survey(
    request: Request,
    watch: Stopwatch,
    before: Memory,
    teller: Teller,
    *,
    with_rules: bool = True,
    jobs: int = 1,
    memory: Memory | None = None,
) -> Survey:
    """Find what `request` names. Raises UsageError if it makes no sense.

    What only a later run could use is left out, unless it is to be put into `memory`.
    """
    teller.tell(Stage.FIND)
    with watch.measure("load rules"):
        known = knowledge.load(more=request.knowledge)
    rules = select_rules(known.rules, request.select, request.ignore) if with_rules else []
    named = [configured(request, text) for text in request.entry_points]
    _check_environment(request)
    found = find(request, known, before, watch, teller, jobs, memory)
    sources, glances = found.sources, found.glances
    sources.embed(found.discovery.declared.embedded)
    entries = declared_entries(found.discovery.declared, sources, named)
    with watch.measure("group programs"):
        found_groups = grouping(
            entries,
            [path for path, glance in glances.all() if glance.may_be_called],
            {path: glances.imports(path) for path in sorted(sources.python)},
            sources,
            before.known_groups,
        )
        if memory is None or not memory.is_live:
            found_groups = replace(found_groups, imports={})
    task = Task(request, known, tuple(rules), sources, glances, Repository(request.root))
    return Survey(task, found.discovery, found_groups)


def _check_environment(request: Request) -> None:
    if request.environment is not None:
        from snapcheck.link.installed import NoEnvironment, package_folders

        try:
            package_folders(request.environment)
        except NoEnvironment as error:
            raise UsageError(str(error)) from error


class Followed(Struct, frozen=True):
    """All groups of a survey with what came of them; none of them run a common file."""

    groups: tuple[tuple[Group, Outcome], ...]
    strays: tuple[Stray, ...]
    of_strays: tuple[Outcome, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes."""
        return (*[outcome for _, outcome in self.groups], *self.of_strays)

    @property
    def modules(self) -> frozenset[str]:
        """The files that were read."""
        return frozenset().union(*[outcome.modules for outcome in self.outcomes])

    @property
    def sound(self) -> frozenset[str]:
        """The files that are known to be Python, whether or not anything runs them."""
        return self.modules.union(*[outcome.sound for outcome in self.outcomes])


def follow_all(
    survey: Survey, workers: Workers[Task], recall: Recall, watch: Stopwatch, teller: Teller
) -> Followed:
    """Follow all groups, and look for hooks in what none of them reads."""

    def learn(key: str, outcome: Outcome) -> Outcome:
        # Where its time went is more than most outcomes hold, and there may be thousands.
        watch.add(outcome.taken)
        outcome = replace(outcome, taken=Taken())
        recall.learn(key, outcome)
        return outcome

    done: list[tuple[Group, Outcome]] = []
    waiting: Sequence[Group] = survey.grouping.groups
    while waiting:
        done.extend(_follow_each(waiting, survey.task, workers, recall, learn, teller))
        done, waiting = _set_apart(done)
    strays = tuple(_strays(survey, [outcome for _, outcome in done]))
    if not strays:
        return Followed(tuple(done), (), ())
    key = digest_of(repr(strays))
    outcome = recall.outcome(key) or learn(key, follow_strays(strays, survey.task))
    return Followed(tuple(done), strays, (outcome,))


def _follow_each(
    groups: Sequence[Group],
    task: Task,
    workers: Workers[Task],
    recall: Recall,
    learn: Callable[[str, Outcome], Outcome],
    teller: Teller,
) -> Iterator[tuple[Group, Outcome]]:
    def weight(group: Group) -> int:
        return sum(map(task.glances.size, group.files))

    def settle(group: Group, outcome: Outcome) -> Outcome:
        return settled(outcome, group.declared, group.files, task.sources.python)

    known: list[Outcome | None] = []
    for group in groups:
        outcome = recall.outcome(group.key)
        known.append(settle(group, outcome) if outcome is not None else None)
    missing = [number for number, outcome in enumerate(known) if outcome is None]
    known_before = len(groups) - len(missing)
    teller.tell(Stage.FOLLOW, known_before, len(groups))
    found = workers.each(follow, [groups[number] for number in missing], weight, _died)
    for done, (index, outcome) in enumerate(found, start=known_before + 1):
        teller.tell(Stage.FOLLOW, done, len(groups))
        group = groups[missing[index]]
        known[missing[index]] = settle(group, learn(group.key, outcome))
    for group, result in zip(groups, known, strict=True):
        assert result is not None
        yield group, result


def _died(group: Group) -> Outcome:
    """The outcome of a group whose analysis killed its process."""
    first = min([*group.candidates, *[entry.path for entry in group.declared]])
    mend = "exclude its files one by one to find which, and report it as a bug"
    return Outcome(problems=(Problem(first, 0, "analysing its program killed the process", mend),))


def _set_apart(
    done: Sequence[tuple[Group, Outcome]],
) -> tuple[list[tuple[Group, Outcome]], list[Group]]:
    """Those that run no common file, and groups of those that do, to be followed as one.

    What is imported by a computed name shows only when a program is followed.
    """
    modules = [outcome.modules for _, outcome in done]
    if sum(map(len, modules)) == len(frozenset().union(*modules)):
        return list(done), []
    apart: list[tuple[Group, Outcome]] = []
    joined: list[Group] = []
    for numbers in sharing(modules):
        if len(numbers) == 1:
            apart.append(done[numbers[0]])
        else:
            joined.append(reduce(or_, [done[number][0] for number in numbers]))
    return apart, joined


def _strays(survey: Survey, outcomes: Sequence[Outcome]) -> Iterator[Stray]:
    """Files that would register hooks, and that lie in programs that do not import them."""
    read = frozenset().union(*[outcome.modules for outcome in outcomes])
    homes = [
        pair
        for outcome in outcomes
        for pair in zip(outcome.entry_points, outcome.homes, strict=True)
    ]
    for path, glance in survey.glances.all():
        if glance.may_hook and path not in read:
            around = sorted(entry for entry, folders in homes if lies_in(path, folders))
            if around:
                yield Stray(path, tuple(around))
