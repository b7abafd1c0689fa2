"""Edits of the cases that change no meaning: what is reported stays, wherever it stands then.

An edited program is written anew from its tree, read again, and each place of a report is led back
to the nodes of the original that stand there now. `python tests/metamorphic.py SEED:COUNT` edits
more programs than a test run does, and shows what differs.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count as naturals
from itertools import islice
from pathlib import Path
from random import Random

from edits_of_calls import (
    call_by_partial,
    extract_call,
    format_instead,
    inline_call,
    read_by_getattr,
    unpack_arguments,
    wrap_function,
)
from edits_of_flow import (
    annotate,
    bind_by_setattr,
    bind_by_tuple,
    bind_by_update,
    bind_by_walrus,
    bind_by_with,
    bind_in_steps,
    else_after_return,
    leave_early,
    no_else_after_return,
    other_polarity,
    ternary_as_statement,
    wrap_in_if_true,
    wrap_in_try,
    wrap_in_with,
)
from edits_of_names import (
    alias_import,
    import_module_instead,
    import_name_instead,
    rename_global,
    rename_local,
    rename_parameter,
    reorder,
    split_module,
)
from markers import Case, all_cases
from msgspec.structs import replace
from syntax_trees import Project, number, origins, placed, words

from snapcheck import analysis
from snapcheck.model import Finding, Level, Report, Span, StepKind

Edit = Callable[[Project, Random], bool]

EDITS: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (
        alias_import,
        annotate,
        bind_by_setattr,
        bind_by_tuple,
        bind_by_update,
        bind_by_walrus,
        bind_by_with,
        bind_in_steps,
        call_by_partial,
        else_after_return,
        extract_call,
        format_instead,
        import_module_instead,
        import_name_instead,
        inline_call,
        leave_early,
        no_else_after_return,
        other_polarity,
        read_by_getattr,
        rename_global,
        rename_local,
        rename_parameter,
        reorder,
        split_module,
        ternary_as_statement,
        unpack_arguments,
        wrap_function,
        wrap_in_if_true,
        wrap_in_try,
        wrap_in_with,
    )
}


MOVING = frozenset({"extract_call", "inline_call"})


@dataclass(frozen=True)
class Told:
    """A finding, with each of its places as the nodes of the original that it may mean.

    `made` is the call that makes the value, `kept` the binding that keeps it; empty where the
    finding has none.
    """

    rule: str
    level: Level
    at: frozenset[int]
    made: frozenset[int]
    kept: frozenset[int]
    words: str

    def is_same(self, other: Told, *, moved: bool) -> bool:
        """Whether both say the same of the same places.

        Where a call has `moved` into a function or out of one, what keeps its result may be
        another one: what a factory gives to an object is kept where that is.
        """
        return (
            self.rule == other.rule
            and self.level == other.level
            and bool(self.at & other.at)
            and (not self.made or bool(self.made & other.made))
            and (moved or not self.kept or bool(self.kept & other.kept))
        )


class Places:
    """Which nodes stand where in a text."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        self._at: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        self._statements: defaultdict[int, set[int]] = defaultdict(set)
        lines = text.split("\n")
        for node in placed(tree):
            start = self._place(lines, node.lineno, node.col_offset)  # type: ignore[attr-defined]
            end = self._place(lines, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
            for key in ((*start, *end), start, start[:1]):
                self._at[key] |= origins(node)
        for statement in ast.walk(tree):
            if isinstance(statement, ast.stmt):
                last = _header_end(statement)
                meant = origins(statement).union(*(origins(n) for n in _header(statement)))
                for line in range(statement.lineno, last + 1):
                    self._statements[line] |= meant

    def exactly(self, span: Span) -> frozenset[int]:
        """What stands at a place; else what begins there, or in that line."""
        start = (span.line, span.column - 1)
        for key in ((*start, span.end_line, span.end_column - 1), start, start[:1]):
            if key in self._at:
                return frozenset(self._at[key])
        return frozenset()

    def statement(self, span: Span) -> frozenset[int]:
        """The statements around a place."""
        return frozenset(self._statements[span.line])

    def _place(self, lines: list[str], line: int, offset: int) -> tuple[int, int]:
        return line, len(lines[line - 1].encode()[:offset].decode(errors="ignore"))


def _header(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement but for those of the statements in it."""
    pending: list[ast.AST] = [statement]
    while pending:
        for node in ast.iter_child_nodes(pending.pop()):
            if not isinstance(node, (ast.stmt, ast.excepthandler)):
                yield node
                pending.append(node)


def _header_end(statement: ast.stmt) -> int:
    found = [getattr(node, "end_lineno", 0) for node in _header(statement)]
    return max([statement.lineno, *found])


class Original:
    """A case, its texts, and what is reported of it."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case = case
        self.folder = folder
        folder.mkdir()
        if case.path.is_dir():
            shutil.copytree(case.path, folder, dirs_exist_ok=True)
        else:
            shutil.copy(case.path, folder / case.path.name)
        self.paths = [file.relative_to(case.root).as_posix() for file in case.files]
        self.texts = {path: (folder / path).read_text(encoding="utf-8") for path in self.paths}
        self.words = frozenset().union(
            *(
                words(file.read_text(encoding="utf-8", errors="replace"))
                for file in folder.rglob("*")
                if file.is_file() and file.suffix != ".py"
            )
        )
        self.words |= words(" ".join(case.request.entry_points))
        limits = case.places("known-miss") | case.places("known-false") | case.places("also-ok")
        project = self.project()
        places = {path: Places(self.texts[path], project.modules[path]) for path in self.paths}
        self.uncertain = frozenset[int]().union(
            *(places[path].statement(Span(path, line, 1, line, 1)) for path, line, _ in limits)
        )
        self.told = self._told(self._check(), places)

    def project(self) -> Project:
        modules = {path: ast.parse(text) for path, text in self.texts.items()}
        numbers = naturals()
        for tree in modules.values():
            number(tree, numbers)
        return Project(modules, self.words)

    def differences(self, project: Project, *, moved: bool) -> list[str] | None:
        """What is reported of an edited program, and not of this one, or the reverse.

        None where the program can't be written as it is.
        """
        written = {path: _written(tree) for path, tree in project.modules.items()}
        if any(each is None for each in written.values()):
            return None
        places = {}
        try:
            for path, each in written.items():
                assert each is not None
                text, tree = each
                (self.folder / path).write_text(text, encoding="utf-8")
                places[path] = Places(text, tree)
            told = self._told(self._check(), places)
        finally:
            for path in written:
                if path in self.texts:
                    (self.folder / path).write_text(self.texts[path], encoding="utf-8")
                else:
                    (self.folder / path).unlink()
        return self._compared(told, moved)

    def _compared(self, told: list[Told], moved: bool) -> list[str]:
        left = [each for each in told if not each.at & self.uncertain]
        lost = []
        for before in self.told:
            if before.at & self.uncertain:
                continue
            same = [after for after in left if before.is_same(after, moved=moved)]
            if same:
                left.remove(same[0])
            else:
                lost.append(before)
        return [f"lost: {each.words}" for each in lost] + [f"new: {each.words}" for each in left]

    def _check(self) -> Report:
        request = self.case.request
        path = self.folder if self.case.path.is_dir() else self.folder / self.case.path.name
        environment = request.environment
        if environment is not None:
            environment = self.folder / environment.relative_to(self.case.path)
        moved = replace(request, paths=(path,), root=self.folder, environment=environment)
        return analysis.check(moved)

    def _told(self, report: Report, places: Mapping[str, Places]) -> list[Told]:
        return [_told(finding, places) for finding in report.findings] + [
            Told("problem", Level.ERROR, frozenset([-1]), frozenset(), frozenset(), each.message)
            for each in report.problems
        ]


def _told(finding: Finding, places: Mapping[str, Places]) -> Told:
    steps = {
        kind: [s.span for s in finding.trace if s.kind is kind and s.span and s.span.path in places]
        for kind in (StepKind.MADE, StepKind.KEPT)
    }
    made, kept = steps[StepKind.MADE], steps[StepKind.KEPT]
    span = finding.span
    here = places.get(span.path)
    return Told(
        finding.rule,
        finding.level,
        here.exactly(span) if here is not None else frozenset([-span.line]),
        places[made[0].path].exactly(made[0]) if made else frozenset(),
        places[kept[0].path].statement(kept[0]) if kept else frozenset(),
        f"{finding.rule} {finding.level.label} {span.path}:{span.line}: {finding.message}",
    )


def _written(tree: ast.Module) -> tuple[str, ast.Module] | None:
    """A tree as text, and as it is read again, each node of which stands for what it did."""
    ast.fix_missing_locations(tree)
    text = ast.unparse(tree) + "\n"
    try:
        again = ast.parse(text)
    except SyntaxError:
        return None
    if ast.dump(again) != ast.dump(tree):
        return None
    for new, old in zip(ast.walk(again), ast.walk(tree), strict=True):
        new.origins = origins(old)  # type: ignore[attr-defined]
    return text, again


APART: Mapping[str, str] = {
    "credentials_read/done_without_ok": "whether keys are needed is read off the text",
    "credentials_read/given_up_without": "whether keys are needed is read off the text",
    "credentials_read/one_signature_of_three_reads": "one finding stands for those of a function",
    "secrets/keys_of_a_stage": "keys known in part are told apart where an entry is assigned",
    "secrets/role_given_to_one_of_many": "in how many calls a function is told apart is bounded",
}
"""Cases whose reports depend on their form, and why."""

# Programs that describe a deployment: they are read, and not followed as other programs are.
_DEPLOYING = "aws_cdk"


def _is_apart(case: Case) -> bool:
    texts = [file.read_text(encoding="utf-8") for file in case.files]
    return case.name in APART or any(_DEPLOYING in text for text in texts)


@dataclass(frozen=True)
class Edited:
    """One edited program: which case, in which round of a seed, how, and what differs."""

    case: str
    round: int
    edits: tuple[str, ...]
    differences: list[str]
    text: str


def edited(original: Original, seed: int, round: int) -> Edited | None:
    """Edit a case, once or a few times; None where no edit fits it.

    What is drawn depends on the case alone: a new case changes no other.
    """
    chance = Random(f"{seed} {round} {original.case.name}")
    project = original.project()
    done = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        names = list(EDITS)
        chance.shuffle(names)
        done += [next((name for name in names if EDITS[name](project, chance)), "")]
    if "" in done:
        return None
    differences = original.differences(project, moved=not MOVING.isdisjoint(done))
    if differences is None:
        return None
    text = "\n".join(f"# --- {path}\n{ast.unparse(tree)}" for path, tree in project.modules.items())
    return Edited(original.case.name, round, tuple(done), differences, text)


def sample(folder: Path, seed: int, count: int, only: str = "") -> Iterator[Edited]:
    """So many edited programs by one seed; of the cases whose names hold `only`."""
    cases = [
        Original(case, folder / str(position))
        for position, case in enumerate(all_cases())
        if only in case.name and not _is_apart(case)
    ]
    made = (edited(case, seed, round) for round in naturals() for case in cases)
    yield from islice((each for each in made if each is not None), count)


def main() -> None:
    """Edit many programs; show each difference, and how often each edit makes one."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("seeds", help="SEED:COUNT")
    parser.add_argument("--texts", type=Path, help="folder for the programs that differ")
    parser.add_argument("--only", default="", help="a part of the cases' names")
    arguments = parser.parse_args()
    seed, wanted = map(int, arguments.seeds.split(":"))
    made: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for done, each in enumerate(sample(Path(folder), seed, wanted, arguments.only), 1):
            made.update(each.edits)
            if each.differences:
                differ.update(each.edits)
                print(f"{each.case} {each.round} {' '.join(each.edits)}")
                print("".join(f"    {line}\n" for line in each.differences), end="", flush=True)
                if arguments.texts is not None:
                    name = f"{each.case.replace('/', '.')}.{each.round}.txt"
                    (arguments.texts / name).write_text(each.text)
            if done % 1000 == 0:
                print(f"{done} programs", flush=True)
    for name in sorted(made):
        print(f"{name}: {differ[name]} of {made[name]}")
    print(f"{sum(made.values())} edits")


if __name__ == "__main__":
    main()
