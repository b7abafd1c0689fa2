"""`check(Request) -> Report`: the one place that puts the stages together.

Doors, tests and users call it. Stages do not know each other; what one finds is handed to the next
here.
"""

from __future__ import annotations

import ast
import builtins
import gc
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from snapcheck import __version__, knowledge
from snapcheck.checks import story
from snapcheck.checks.absent import absent
from snapcheck.checks.deployment import misdeployed
from snapcheck.checks.draft import Draft, DraftStep
from snapcheck.checks.drawn import drawn
from snapcheck.checks.flagged import flagged
from snapcheck.checks.hooks import late, not_imported
from snapcheck.checks.kept import kept
from snapcheck.checks.per_invoke import per_invoke
from snapcheck.checks.shadowed import shadowed
from snapcheck.checks.started import started
from snapcheck.checks.unfinished import unfinished
from snapcheck.deployed import Declared, Embedded
from snapcheck.discover import cdk, convention, deployments
from snapcheck.discover.cdk import ProgramFile
from snapcheck.discover.files import Tree
from snapcheck.discover.overlooked import dynamic_imports, why_no_entry_point
from snapcheck.facts import Commented, ModuleFacts
from snapcheck.fix.propose import with_fixes
from snapcheck.knowledge import Effect, Knowledge
from snapcheck.link.imports import Finder
from snapcheck.link.infer import NoEnvironment
from snapcheck.link.phases import link
from snapcheck.link.program import Program
from snapcheck.link.values import Site
from snapcheck.model import (
    Confidence,
    EntryPoint,
    EntryPointKind,
    Finding,
    Keeping,
    Problem,
    Reach,
    Report,
    Request,
    Rule,
    Span,
    Step,
    Story,
    Unreached,
)
from snapcheck.project import Repository
from snapcheck.read.comments import read_comments
from snapcheck.read.depth import SHALLOW, depth
from snapcheck.read.module import check_syntax, read_module
from snapcheck.read.positions import spans
from snapcheck.read.source import Unreadable, decode
from snapcheck.selection import files_of
from snapcheck.suppress.directives import may_hold_directive
from snapcheck.suppress.template import template_comments
from snapcheck.triage import Triaged, hashed, of_the_changed, triage

T = TypeVar("T")


# Folders of installed packages, wherever they lie.
_NOT_OURS = frozenset({"site-packages", "dist-packages", "node_modules", ".venv", "venv"})


class UsageError(ValueError):
    """The call itself is wrong: one line, with the cause and the mend."""


def check(request: Request) -> Report:
    """Analyse what `request` names. Raises UsageError if the request makes no sense.

    The analysed code is read, never imported or run.
    """
    return _without_collector(lambda: _check(request))


def entry_points(request: Request) -> Report:
    """The entry points of what `request` names, and no findings. Raises UsageError."""
    return _without_collector(lambda: _check(request, entry_points_only=True))


def _without_collector(run: Callable[[], Report]) -> Report:
    enabled = gc.isenabled()
    # Nothing that reading and linking build is cyclic garbage; looking for some costs a third.
    gc.disable()
    try:
        return run()
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Linked:
    """A request's files, read and linked."""

    known: Mapping[str, Rule]
    rules: list[Rule]
    tree: Tree
    sources: _Sources
    declared: Declared
    program: Program
    problems: list[Problem]


def _link(request: Request) -> _Linked:
    known = knowledge.load(more=request.knowledge)
    rules = select_rules(known.rules, request.select, request.ignore)
    configured = [_configured(request, text) for text in request.entry_points]
    tree = files_of(request)
    sources = _Sources(
        request.root,
        tree,
        tuple(Path(os.path.abspath(path)) for path in request.paths if path.is_dir()),
    )
    for file, source in request.overlay:
        sources.replace(file, source)
    declared = deployments.declared(tree.templates, request.root, _programs(sources))
    sources.embed(declared.embedded)
    entries = _entry_points(request, declared, sources, configured)
    hooking = _hooking(known, sources)
    try:
        program = link(
            entries, known, sources.finder(), sources.facts, hooking, request.environment
        )
    except NoEnvironment as error:
        raise UsageError(str(error)) from error
    problems = [*declared.problems, *_missing(program.missing)]
    return _Linked(known.rules, rules, tree, sources, declared, program, problems)


def _check(request: Request, *, entry_points_only: bool = False) -> Report:
    linked = _link(request)
    rules = [] if entry_points_only else linked.rules
    tree, sources, program = linked.tree, linked.sources, linked.program
    problems = linked.problems
    commented = list(_commented(sources, program, linked.declared))
    findings = _findings(program, rules, request, sources, {each.path for each in commented})
    everything = misdeployed(linked.declared.functions, rules, Confidence.LOW)
    findings.extend(_told_apart(everything, request))
    triaged = triage(findings, commented, rules, linked.known, request, sources.was_looked_at())
    triaged = replace(triaged, findings=_mendable(triaged.findings, sources))
    _check_the_rest(sources, program)
    problems.extend([*tree.problems, *sources.problems])
    notices = [
        *_notices(tree, triaged),
        *linked.declared.notices,
        *dynamic_imports(_reached(sources, program)),
    ]
    if request.changed is not None:
        problems, more = of_the_changed(problems, request)
        notices.extend(more)
    if not program.entry_points and sources.python and not problems:
        if request.only_snapstart:
            notices.append("no function has SnapStart switched on: nothing was analysed")
        elif request.changed is None:
            problems.append(_NO_ENTRY_POINT)
        else:
            notices.append(f"{_NO_ENTRY_POINT.message} ({_NO_ENTRY_POINT.mend})")
    told = [*triaged.findings, *[each.finding for each in triaged.suppressed]]
    shown = {span.path for finding in told for span in _spans_of(finding)}
    return Report(
        tuple(sorted(triaged.findings, key=_place)),
        tuple(sorted(set(problems))),
        tuple(notices),
        tuple(sorted(program.entry_points)),
        len(sources.python),
        len(program.entries_by_module),
        tuple(rules),
        {path: sources.text(path) for path in sorted(shown)},
        __version__,
        triaged.suppressed,
        triaged.stale,
        triaged.elsewhere,
        tuple(_unreached(sources, program)),
    )


_NO_ENTRY_POINT = Problem(
    "", 0, "no entry point found", "name one with --entry-point FILE:FUNCTION"
)


def explain(request: Request, path: str, line: int) -> Story:
    """Tell the story of one line of the file `path` (relative to the root) of a program.

    Raises UsageError if there is no such line.
    """
    linked = _link(request)
    sources, program = linked.sources, linked.program
    module = sources.facts(path) if path in sources.python else None
    if module is None:
        raise UsageError(f"{path} is no Python file of this program, or it can't be read")
    lines = sources.text(path).splitlines()
    if not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} lines, and no line {line}")
    source = sources.bytes(path)
    assert source is not None
    where = spans(source, path, range(module.sites))
    here = [number for number, span in where.items() if span.line <= line <= span.end_line]
    function = _enclosing(module, where, line)
    everything = replace(request, min_confidence=Confidence.LOW)
    findings = [
        finding
        for finding in _findings(program, linked.rules, everything, sources, ())
        if any(span.path == path and span.line == line for span in _spans_of(finding))
    ]
    on_line = [number for number in here if where[number].line == line]
    found = list(story.reaches(program, path, function))
    keeps = story.keepings(program, path, on_line)
    scope = module.functions[function].qualified if function >= 0 else ""
    steps = [*(s for r in found for s in r.steps), *(s for k in keeps for s in _all_steps(k))]
    positions = _positions(sources, [step.site for step in steps if step.site is not None])
    return Story(
        path,
        line,
        lines[line - 1],
        scope,
        tuple([Reach(r.phase, _told(r.steps, positions), r.entry_points) for r in found]),
        tuple([_keeping(keeping, positions) for keeping in keeps]),
        tuple(sorted(findings, key=_place)),
        story.verdict([r.phase for r in found], keeps, {f.rule for f in findings}, scope),
    )


def _enclosing(module: ModuleFacts, where: Mapping[int, Span], line: int) -> int:
    """The function around a line; -1 at the top level."""
    owner = story.function_of_sites(module)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, span in where.items():
        function = owner.get(number, -1)
        first[function] = min(first.get(function, span.line), span.line)
        last[function] = max(last.get(function, span.end_line), span.end_line)
    around = [f for f in first if f >= 0 and first[f] <= line <= last[f]]
    return max(around, key=lambda f: (first[f], f), default=-1)


def _all_steps(keeping: story.KeepingDraft) -> tuple[DraftStep, ...]:
    return (*keeping.renewed, *keeping.rebound, *keeping.used)


def _keeping(draft: story.KeepingDraft, positions: Mapping[Site, Span]) -> Keeping:
    return Keeping(
        draft.label,
        draft.makes,
        _told(draft.renewed, positions),
        _told(draft.rebound, positions),
        _told(draft.used, positions),
    )


def _told(steps: Iterable[DraftStep], positions: Mapping[Site, Span]) -> tuple[Step, ...]:
    return tuple([_step(step, positions) for step in steps])


def _mendable(findings: Iterable[Finding], sources: _Sources) -> tuple[Finding, ...]:
    """The findings, those that can be mended with their fixes."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    found: list[Finding] = []
    for path, here in by_path.items():
        is_file = path in sources.python and path not in sources.embedded
        source = sources.bytes(path) if is_file else None
        found.extend(with_fixes(here, source, path) if source is not None else here)
    return tuple(found)


def _notices(tree: Tree, triaged: Triaged) -> list[str]:
    """What is worth saying of what was left out."""
    found = []
    if tree.left_out:
        files = "Python file" if tree.left_out == 1 else "Python files"
        found.append(
            f"{tree.left_out} {files} of third-party packages left out "
            "(--include-vendored analyses them)"
        )
    if triaged.stale:
        entries = "entry of the baseline" if len(triaged.stale) == 1 else "entries of the baseline"
        found.append(
            f"{len(triaged.stale)} {entries} no longer found (`snapcheck baseline prune FILE` "
            "removes what is gone)"
        )
    return found


def _place(finding: Finding) -> tuple[Span, str, str]:
    return (finding.span, finding.rule, finding.fingerprint)


def _spans_of(finding: Finding) -> Iterator[Span]:
    yield finding.span
    for step in finding.trace:
        if step.span is not None:
            yield step.span


# --- rules -------------------------------------------------------------------------------------


def select_rules(
    rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]
) -> list[Rule]:
    """The rules that run: those selected (all, if none is) without those ignored, by code.

    Codes may be prefixes (`SNAP2`). Raises UsageError for one that no rule has.
    """
    for code in (*select, *ignore):
        if not code or not any(known.startswith(code) for known in rules):
            near = get_close_matches(code, rules, 1, 0.4)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"unknown rule code {code!r}{hint} (`snapcheck rules` lists them)")
    return [
        rule
        for code, rule in sorted(rules.items())
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
    ]


# --- sources -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sources:
    """The files of a run, read once each; what can't be read becomes a Problem, once."""

    root: Path
    tree: Tree
    given: tuple[Path, ...]
    python: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    embedded: dict[str, Embedded] = field(default_factory=dict)
    _bytes: dict[str, builtins.bytes | None] = field(default_factory=dict)
    _facts: dict[str, ModuleFacts | None] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in self.tree.python:
            self.python[relative(path, self.root)] = path
        for name in self.python:
            for folder in PurePosixPath(name).parents:
                self._folders.add(str(folder) if str(folder) != "." else "")

    def finder(self) -> Finder:
        """Looks imports up among the files of the run."""
        return Finder(self._is_file, self._is_folder)

    def _is_file(self, path: str) -> bool:
        if path in self.python:
            return True
        if self._was_searched(path) or not (self.root / path).is_file():
            return False
        # Named files are a part of a program: the rest of it is read where they import it.
        self.python[path] = self.root / path
        return True

    def _is_folder(self, path: str) -> bool:
        if path in self._folders:
            return True
        return not self._was_searched(path) and (self.root / path).is_dir()

    def _was_searched(self, path: str) -> bool:
        """Whether a given folder holds `path`: what was not found there was left out on purpose."""
        place = Path(os.path.abspath(self.root / path))
        if not _NOT_OURS.isdisjoint(PurePosixPath(path).parts):
            return True
        return any(folder == place or folder in place.parents for folder in self.given)

    def bytes(self, path: str) -> builtins.bytes | None:
        """What the file holds; None, and a Problem, if it can't be opened."""
        if path not in self._bytes:
            try:
                self._bytes[path] = self.python[path].read_bytes()
            except OSError as error:
                reason = error.strerror or type(error).__name__
                self.problem(path, Unreadable(reason, 0, "make the file readable, or exclude it"))
                self._bytes[path] = None
        return self._bytes[path]

    def text(self, path: str) -> str:
        """The decoded text of a file that was read, or of a deployment file."""
        source = self.bytes(path) if path in self.python else (self.root / path).read_bytes()
        return decode(source) if source is not None else ""

    def embed(self, codes: Iterable[Embedded]) -> None:
        """Take up code that is written into deployment files."""
        for code in codes:
            self.embedded[code.path] = code
            self.python[code.path] = self.root / code.within
            self._bytes[code.path] = code.text.encode()

    def facts(self, path: str) -> ModuleFacts | None:
        """The facts of a file; None, and a Problem, if it can't be read."""
        if path not in self._facts:
            self._facts[path] = self._attempt(path, lambda source: read_module(source, path))
        return self._facts[path]

    def comments(self, path: str) -> Commented | None:
        """The comments of a file; None if no ignore comment can be among them."""
        source = self.bytes(path)
        if source is None or not may_hold_directive(source):
            return None
        return self._attempt(path, lambda source: read_comments(source, path))

    def check_syntax(self, path: str) -> None:
        """Note a Problem if a file that nothing reached could not have been read."""
        if path not in self._facts:
            self._attempt(path, check_syntax)

    def _attempt(self, path: str, read: Callable[[builtins.bytes], T]) -> T | None:
        source = self.bytes(path)
        if source is None:
            return None
        try:
            return read(source)
        except Unreadable as error:
            self.problem(path, error)
            return None

    def replace(self, file: Path, source: builtins.bytes) -> None:
        """Read `source` in place of what a file holds, which need not be there."""
        shown = relative(Path(os.path.abspath(file)), self.root)
        if shown in self.python or not file.exists():
            self.python[shown] = Path(os.path.abspath(file))
            self._bytes[shown] = source

    def was_looked_at(self) -> Callable[[str], bool]:
        """Tells of a file of the repository whether this run saw it, or it is gone."""
        repository = Repository(self.root).root
        templates = {relative(template, self.root) for template in self.tree.templates}

        def seen(path: str) -> bool:
            place = repository / path
            shown = relative(place, self.root)
            return shown in self.python or shown in templates or not place.exists()

        return seen

    def problem(self, path: str, error: Unreadable) -> None:
        """Note that a file can't be analysed."""
        line = error.line
        if path in self.embedded:
            place = self.embedded[path].span(Span(path, line or 1, 1, line or 1, 1))
            path, line = place.path, place.line
        self.problems.append(Problem(path, line, error.reason, error.mend))


def relative(path: Path, root: Path) -> str:
    """`path` as reports show it: relative to `root` where it lies below, forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, root)).as_posix()


def _check_the_rest(sources: _Sources, program: Program) -> None:
    """A file that no entry point reaches is not followed, but that it is broken is said."""
    for path in sources.python:
        if path not in program.modules:
            sources.check_syntax(path)


# --- entry points ------------------------------------------------------------------------------


def _configured(request: Request, text: str) -> EntryPoint:
    file, separator, function = text.rpartition(":")
    if not separator or not file or not function.replace(".", "").isidentifier():
        raise UsageError(f"entry point {text!r} is not FILE:FUNCTION (like src/app.py:handler)")
    path = request.root / file
    if not path.is_file():
        raise UsageError(f"entry point {text!r}: there is no file {file}")
    return EntryPoint(relative(path, request.root), function, EntryPointKind.CONFIGURATION)


def _entry_points(
    request: Request, declared: Declared, sources: _Sources, configured: list[EntryPoint]
) -> list[EntryPoint]:
    """All entry points, by place; of several declarations of one the most telling wins."""
    found = {entry: entry for entry in _by_convention(sources)}
    for entry in declared.entry_points:
        if entry.path in sources.python:
            found[entry] = _stronger(found.get(entry), entry)
    for entry in configured:
        if entry.path not in sources.python:
            sources.python[entry.path] = request.root / entry.path
        known = found.get(entry)
        if known is None or known.kind is EntryPointKind.CONVENTION:
            found[entry] = entry
    return sorted(
        entry for entry in found.values() if entry.snapstart or not request.only_snapstart
    )


def _programs(sources: _Sources) -> Iterator[ProgramFile]:
    """The files that may build functions; one that nests deeply is no deployment program."""
    for path in list(sources.python):
        source = sources.bytes(path)
        if source is None or convention.is_test(path) or not cdk.may_declare(source):
            continue
        try:
            text = decode(source)
            if depth(text) <= SHALLOW:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    yield ProgramFile(path, source, ast.parse(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError, Unreadable):
            continue  # that it is broken is said where all files are checked


def _stronger(known: EntryPoint | None, entry: EntryPoint) -> EntryPoint:
    """Of two functions deployed from one handler, the one with SnapStart on speaks for both."""
    if known is None or known.kind is EntryPointKind.CONVENTION:
        return entry
    return entry if entry.snapstart and not known.snapstart else known


def _by_convention(sources: _Sources) -> Iterator[EntryPoint]:
    for path in list(sources.python):
        source = sources.bytes(path)
        if source is None or not convention.may_hold_entry_point(path, source):
            continue
        module = sources.facts(path)
        if module is not None:
            yield from convention.entry_points(module)


def _hooking(known: Knowledge, sources: _Sources) -> list[str]:
    """The files that spell out the name of something that registers hooks; never a test."""
    names = {
        name.rpartition(".")[2].encode()
        for name, apis in known.apis.items()
        if any(api.effect is Effect.HOOK for api in apis)
    }
    spelled = re.compile(b"|".join(re.escape(name) for name in sorted(names)))
    return [
        path
        for path in sorted(sources.python)
        if not convention.is_test(path)
        and (source := sources.bytes(path)) is not None
        and spelled.search(source)
    ]


def _reached(sources: _Sources, program: Program) -> Iterator[tuple[str, builtins.bytes]]:
    """The files that an entry point reaches, with what they hold."""
    for path in sorted(program.entries_by_module):
        yield path, sources.bytes(path) or b""


def _unreached(sources: _Sources, program: Program) -> Iterator[Unreached]:
    """The files that no entry point reaches, and why they hold none themselves."""
    for path in sorted(sources.python.keys() - program.entries_by_module.keys()):
        yield Unreached(path, why_no_entry_point(path, sources.bytes(path) or b""))


def _missing(entries: Iterable[EntryPoint]) -> Iterator[Problem]:
    for entry in entries:
        where = f" (declared in {entry.declared_in})" if entry.declared_in else ""
        yield Problem(
            entry.path,
            0,
            f"has no function {entry.function}{where}",
            "correct the handler's name",
        )


# --- ignore comments ---------------------------------------------------------------------------


def _commented(sources: _Sources, program: Program, declared: Declared) -> Iterator[Commented]:
    """The comments of the files that may hold ignore comments, and that findings can stand in.

    Those of code that is embedded in a template stand in the template.
    """
    deploying = {function.declared_in for function in declared.functions}
    for path in sorted({*program.modules, *deploying}):
        commented = sources.comments(path) if path in sources.python else None
        if commented is not None:
            code = sources.embedded.get(path)
            yield commented if code is None else _in_template(commented, code)
    for template in sources.tree.templates:
        source = _template_bytes(template)
        if may_hold_directive(source):
            text = source.decode("utf-8-sig", "replace")
            yield template_comments(text, relative(template, sources.root))


def _in_template(commented: Commented, code: Embedded) -> Commented:
    """The comments of embedded code, where they stand in the template."""

    def line_of(line: int) -> int:
        return code.span(Span(code.path, line, 1, line, 1)).line

    comments = []
    for comment in commented.comments:
        place = code.span(Span(code.path, comment.line, comment.column, comment.line, 1))
        comments.append(replace(comment, line=place.line, column=place.column))
    statements = tuple([(line_of(first), line_of(last)) for first, last in commented.statements])
    return Commented(code.within, tuple(comments), statements, line_of(commented.begins))


def _template_bytes(template: Path) -> bytes:
    try:
        return template.read_bytes() if template.is_file() else b""
    except OSError:
        return b""  # the search for entry points has made a Problem of it


# --- findings ----------------------------------------------------------------------------------


def _findings(
    program: Program,
    rules: Sequence[Rule],
    request: Request,
    sources: _Sources,
    commented: Collection[str],
) -> list[Finding]:
    """The findings that may be reported; in files that are `commented`, those of no interest too.

    Less sure ones are counted all the same: equal findings are told apart by their order, and
    fingerprints must not depend on what a run wants to see.
    """
    repository = Repository(request.root)
    found = [(rule, draft) for rule in rules for draft in _ask(program, rule)]
    occurrences: Counter[str] = Counter()
    drafts = []
    for rule, draft in sorted(found, key=lambda pair: (pair[0].code, pair[1].site)):
        place = repository.place(draft.site.path)
        identity = f"{rule.code}|{place}|{draft.symbol}"
        if draft.confidence >= request.min_confidence or draft.site.path in commented:
            drafts.append((rule, draft, f"{identity}|{occurrences[identity]}"))
        occurrences[identity] += 1
    positions = _positions(sources, [site for _, draft, _ in drafts for site in _sites_of(draft)])
    return [_finding(rule, draft, positions, identity) for rule, draft, identity in drafts]


def _told_apart(findings: Iterable[Finding], request: Request) -> Iterator[Finding]:
    """Findings whose fingerprints hold for one file only, with ones that hold for all files."""
    repository = Repository(request.root)
    occurrences: Counter[str] = Counter()
    for finding in findings:
        identity = f"{repository.place(finding.span.path)}|{finding.fingerprint}"
        yield replace(finding, fingerprint=hashed(f"{identity}|{occurrences[identity]}"))
        occurrences[identity] += 1


def _ask(program: Program, rule: Rule) -> Iterator[Draft]:
    for question in rule.questions:
        check = CHECKS.get((question.check, question.hazard))
        if check is not None:
            yield from check(program)


CHECKS: Mapping[tuple[str, str], Callable[[Program], Iterator[Draft]]] = {
    **{("kept", hazard): partial(kept, hazard=hazard) for hazard in knowledge.QUESTIONS["kept"]},
    **{("drawn", what): partial(drawn, question=what) for what in knowledge.QUESTIONS["drawn"]},
    ("absent", ""): absent,
    ("started", ""): started,
    **{("flagged", flag): partial(flagged, flag=flag) for flag in knowledge.FLAGS},
    **{("per-invoke", cost): partial(per_invoke, cost=cost) for cost in knowledge.COSTS},
    ("hooks", "late"): late,
    ("hooks", "not-imported"): not_imported,
    ("hooks", "local"): shadowed,
    ("hooks", "cannot-finish"): unfinished,
    ("ignores", ""): lambda program: iter(()),  # only after all others: see triage
}
"""Who answers the questions that rules ask: the names that rule pages use, and the checks."""


def _sites_of(draft: Draft) -> Iterator[Site]:
    """The places in the source that a draft names."""
    for site in (draft.site, draft.used, *[step.site for step in draft.trace]):
        if site is not None:
            yield site


def _positions(sources: _Sources, sites: Iterable[Site]) -> Mapping[Site, Span]:
    """Lines and columns of all `sites`."""
    wanted: dict[str, set[int]] = {}
    for site in sites:
        wanted.setdefault(site.path, set()).add(site.number)
    found: dict[tuple[str, int], Span] = {}
    for path in sorted(wanted):
        source = sources.bytes(path)
        assert source is not None
        code = sources.embedded.get(path)
        for number, span in spans(source, path, wanted[path]).items():
            found[path, number] = span if code is None else code.span(span)
    return _BySite(found)


class _BySite(Mapping[Site, Span]):
    """Spans by site; the function that a site is in does not matter for where it stands."""

    def __init__(self, spans: dict[tuple[str, int], Span]) -> None:
        self._spans = spans

    def __getitem__(self, site: Site) -> Span:
        return self._spans[site.path, site.number]

    def __iter__(self) -> Iterator[Site]:
        return (Site(path, -1, number) for path, number in self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _finding(rule: Rule, draft: Draft, positions: Mapping[Site, Span], identity: str) -> Finding:
    used = draft.using
    if draft.used is not None:
        span = positions[draft.used]
        used = f"{used} ({span.path}:{span.line})"
    return Finding(
        rule.code,
        rule.name,
        draft.level or rule.level,
        draft.confidence,
        positions[draft.site],
        rule.message.format(name=draft.name, api=draft.api, used=used, behaviour=draft.behaviour),
        draft.instead or rule.instead,
        tuple(dict.fromkeys([_step(step, positions) for step in draft.trace])),
        draft.entry_points,
        hashed(identity),
    )


def _step(step: DraftStep, positions: Mapping[Site, Span]) -> Step:
    return Step(step.kind, step.text, positions[step.site] if step.site is not None else None)
