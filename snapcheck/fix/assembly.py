"""Plans of a file to the changes that carry them out, all in one go.

What several plans ask for (an import, a hook, a `global`) is written once.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Sequence

from msgspec import Struct

from snapcheck.fix.hooks import (
    FULL_NAME,
    HOOKS_LIBRARY,
    REGISTER,
    after_restore_hooks,
    assigns,
    declared,
    reads,
    takes,
)
from snapcheck.fix.plan import (
    Argument,
    Behind,
    Body,
    Change,
    Definition,
    Imported,
    Names,
    Pass,
    Plan,
    Postponed,
    Put,
    Renewal,
    Statements,
    Where,
)
from snapcheck.fix.source import Function, Source, is_docstring

_INK = re.compile(r"\S")
HOOK = "renew_after_restore"
NOTE = (
    "The Python runtimes of Lambda bring snapshot_restore_py; to run the hooks elsewhere, add "
    "snapshot-restore-py to the development requirements."
)


class Assembled(Struct, frozen=True):
    """The changes, the plans that they carry out, and a note for the user."""

    changes: tuple[Change, ...]
    plans: tuple[Plan, ...]
    note: str


def assemble(source: Source, plans: Sequence[Plan]) -> Assembled:
    """Carry out as many of the plans as do not get in each other's way, the first ones first."""
    chosen: list[Plan] = []
    taken: dict[Change, None] = {}
    defined: dict[str, Definition] = {}
    for plan in plans:
        if any(defined.get(each.name, each) != each for each in plan.definitions):
            continue  # another name can be found for it the next time
        if not any(_overlap(new, old) for new in plan.changes for old in taken):
            chosen.append(plan)
            taken.update(dict.fromkeys(plan.changes))
            defined.update((each.name, each) for each in plan.definitions)
    writing = _Writing(source)
    for plan in chosen:
        for function, name in plan.declared:
            writing.declare(function, (name,))
    writing.renew([renewal for plan in chosen for renewal in plan.renewals])
    writing.postpone([each for plan in chosen for each in plan.postponed])
    writing.put_behind([each for plan in chosen for each in plan.behind])
    writing.define(defined.values())
    writing.bring_in([imported for plan in chosen for imported in plan.imports])
    return Assembled((*taken, *writing.changes()), tuple(chosen), writing.note)


def _overlap(one: Change, other: Change) -> bool:
    if one == other:
        return False
    first, second = _replaced(one), _replaced(other)
    if first is None or second is None:
        return False
    (start, end), (begin, stop) = first, second
    if start == end or begin == stop:
        return start < stop and begin < end
    return max(start, begin) < min(end, stop)


def _replaced(change: Change) -> tuple[int, int] | None:
    """Return what a change takes away, or the place inside of a call where it adds something."""
    if isinstance(change, (Put, Argument)):
        return change.start, change.end
    return (change.end - 1, change.end - 1) if isinstance(change, Pass) else None


class _Writing:
    """Collects what is asked for by several plans, and writes it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[Change] = []
        self._declared: dict[Function, list[str]] = {}
        self._behind: dict[ast.stmt | None, list[str]] = {}
        self._is_registering = False
        self.note = ""

    def changes(self) -> list[Change]:
        """Return all that is to be done, in order where places are equal."""
        declarations = [
            self._declaration(function, names)
            for function, names in self._declared.items()
            if names
        ]
        behind = [self._statements(*each) for each in self._behind.items()]
        return [*declarations, *self._found, *behind]

    # `global`

    def declare(self, function: Function, names: Iterable[str]) -> None:
        """Let a function declare these names as globals."""
        wanted = self._declared.setdefault(function, [])
        known = declared(function)
        wanted.extend(name for name in names if name not in known and name not in wanted)

    def _declaration(self, function: Function, names: list[str]) -> Change:
        for statement in function.body:
            if isinstance(statement, ast.Global):
                return Names(self._source.start(statement), tuple(names))
        return self._in_body(function, [f"global {', '.join(names)}"])

    def _in_body(self, function: Function, lines: Sequence[str], *, at_end: bool = False) -> Body:
        indent = self._source.blanks_before(self._source.start(function.body[0]))
        return Body(self._source.start(function), tuple(lines), indent, at_end)

    # Hooks

    def renew(self, renewals: Sequence[Renewal]) -> None:
        """Let each statement run after each restore, in a hook that is there or in a new one."""
        hooks = self._source.once(after_restore_hooks) if renewals else []
        fresh: list[Renewal] = []
        joined: dict[tuple[ast.FunctionDef, bool], list[str]] = {}
        assigned = {name for each in renewals for name in each.globals}
        for renewal in _once(renewals):
            hook = next((each for each in hooks if assigns(each, renewal.globals)), None)
            if hook is not None:
                self.declare(hook, renewal.globals)
                continue
            hook = next((each for each in hooks if takes(each, renewal, self._source)), None)
            if hook is not None:
                self.declare(hook, renewal.globals)
                # What draws from a generator, or reads a variable, comes behind its renewal.
                at_end = not renewal.key and not reads(hook, assigned)
                joined.setdefault((hook, at_end), []).extend(renewal.lines)
            else:
                fresh.append(renewal)
        for (hook, at_end), statements in joined.items():
            self._found.append(self._in_body(hook, statements, at_end=at_end))
        if fresh:
            self._make_hook(fresh)

    def _make_hook(self, renewals: Sequence[Renewal]) -> None:
        source, newline, indent = self._source, self._source.newline, self._source.indent
        imports = self._last_import()
        below = [*self._needed_above(renewals), *([imports] if imports is not None else [])]
        last = max(below, key=source.start, default=None)
        register = self._register()
        name = HOOK
        number = 2
        while source.mentions(name):
            name, number = f"{HOOK}_{number}", number + 1
        names = list(dict.fromkeys(name for each in renewals for name in each.globals))
        lines = [f"@{register}", f"def {name}():"]
        lines += [f"{indent}global {', '.join(names)}"] if names else []
        lines += [f"{indent}{line}" for each in renewals for line in each.lines]
        self._put_behind(last, newline * 2 + "".join(f"{line}{newline}" for line in lines))

    def _register(self) -> str:
        """Return what the file calls the function that registers hooks; import it if need be."""
        register = self._source.spelled(FULL_NAME)
        if register or self._is_registering:
            return register or REGISTER
        self._is_registering = True
        if not self._join_import(Imported(HOOKS_LIBRARY, REGISTER)):
            imports = self._last_import()
            self._put_behind(imports, self._guarded_import(at_top=imports is None))
            self.note = NOTE
        return REGISTER

    def postpone(self, calls: Iterable[Postponed]) -> None:
        """Register each call, where it stood, to be made after each restore."""
        for call in dict.fromkeys(calls):
            text = f"{self._register()}({call.called})"
            self._found.append(Put(call.start, call.end, text))

    def put_behind(self, lines: Iterable[Behind]) -> None:
        """Put each line behind its statement."""
        newline = self._source.newline
        for each in dict.fromkeys(lines):
            self._put_behind(each.statement, f"{newline * 2}{each.line}{newline}")

    def _put_behind(self, statement: ast.stmt | None, text: str) -> None:
        """Put lines behind a statement of the module, or above all."""
        self._behind.setdefault(statement, []).append(text)

    def _statements(self, statement: ast.stmt | None, texts: Sequence[str]) -> Statements:
        text = "".join(texts) + self._blank_lines(statement, 2)
        if statement is not None:
            return Statements(statement.lineno, Where.BEHIND, text)
        return Statements(self._source.tree.body[0].lineno, Where.BEFORE, text)

    def define(self, definitions: Iterable[Definition]) -> None:
        """Define these functions in the module, below its imports."""
        newline = self._source.newline
        for definition in definitions:
            text = "".join(f"{line}{newline}" for line in definition.lines)
            self._put_behind(self._last_import(), newline * 2 + text)

    def _needed_above(self, renewals: Iterable[Renewal]) -> Iterable[ast.stmt]:
        """Yield the statements that a new hook must stand below."""
        for renewal in renewals:
            if renewal.below is not None:
                yield self._source.outermost(renewal.below)
        for statement in self._source.tree.body if HOOKS_LIBRARY in self._source.text else ():
            if any(
                isinstance(node, (ast.Import, ast.ImportFrom)) and _is_of(node, HOOKS_LIBRARY)
                for node in ast.walk(statement)
            ):
                yield statement

    def _guarded_import(self, *, at_top: bool) -> str:
        """Return an import of the hooks library that does no harm where it is not installed."""
        newline, indent = self._source.newline, self._source.indent
        lines = [
            "",
            "try:",
            f"{indent}from {HOOKS_LIBRARY} import {REGISTER}",
            "except ImportError:  # not in Lambda, where nothing is restored",
            "",
            f"{indent}def {REGISTER}(func, *args, **kwargs):",
            f"{indent * 2}return func",
        ]
        if at_top:
            lines = lines[1:]
        return "".join(f"{line}{newline}" for line in lines)

    # Imports

    def bring_in(self, imports: Iterable[Imported]) -> None:
        """Import these names into the file: those of the standard library in a paragraph."""
        wanted = [each for each in dict.fromkeys(imports) if not self._is_joined(each)]
        for standard in (True, False):
            self._import([each for each in wanted if _is_standard(each.module) == standard])

    def _import(self, wanted: Sequence[Imported]) -> None:
        """Import names of modules that all come with Python, or all do not."""
        if not wanted:
            return
        newline, is_standard = self._source.newline, _is_standard(wanted[0].module)
        first = self._first_import(standard=is_standard)
        lines = [
            f"from {each.module} import {each.name}" if each.name else f"import {each.module}"
            for each in wanted
        ]
        text = "".join(f"{line}{newline}" for line in sorted(lines))
        if first is None:
            last = self._last_import()
            text = text if is_standard or last is None else newline + text
            self._put_behind(last, text)
            return
        if is_standard and not _is_standard(_module(first)):
            text += newline
        self._found.append(Statements(first.lineno, Where.BEFORE, text))

    def _is_joined(self, imported: Imported) -> bool:
        return bool(imported.name) and self._join_import(imported)

    def _join_import(self, imported: Imported) -> bool:
        """Add a name to a `from` import of its module at the top level; tell if there is one."""
        for statement in self._source.tree.body:
            if (
                isinstance(statement, ast.ImportFrom)
                and _is_of(statement, imported.module)
                and statement.names[0].name != "*"
                and self._source.has_own_line(statement)
            ):
                self._found.append(Names(self._source.start(statement), (imported.name,)))
                return True
        return False

    def _first_import(self, *, standard: bool) -> ast.stmt | None:
        """Return the import that a new one goes before, which is not of `__future__`.

        Only what is `standard`, and so comes with Python, goes before others that do.
        """
        return next(
            (
                statement
                for statement in self._source.tree.body
                if isinstance(statement, (ast.Import, ast.ImportFrom))
                and not _is_of(statement, "__future__")
                and self._source.has_own_line(statement)
                and (standard or not _is_standard(_module(statement)))
            ),
            None,
        )

    def _last_import(self) -> ast.stmt | None:
        """Return the last of the imports at the top, and what stands between them."""
        last = None
        for statement in self._source.tree.body:
            if is_docstring(statement) or _imports_only(statement):
                last = statement
            elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
                break  # people put `sys.path.insert(...)` between imports
        return last

    def _blank_lines(self, statement: ast.stmt | None, wanted: int) -> str:
        """Return the line ends that are missing for so many blank lines behind a statement."""
        text = self._source.text
        at = self._source.behind(statement) if statement is not None else 0
        first = _INK.search(text, at)
        if first is None:
            return ""
        # The last of the lines may be but the indentation of what comes first.
        lines = text[at : first.start()].splitlines(keepends=True)
        blank = sum(line.splitlines() != [line] for line in lines)
        return self._source.newline * max(0, wanted - blank)


def _once(renewals: Iterable[Renewal]) -> list[Renewal]:
    """Return each statement once; generators are reseeded before anything is drawn."""
    by_statement: dict[str, Renewal] = {}
    for renewal in renewals:
        by_statement.setdefault(renewal.statement, renewal)
    return sorted(by_statement.values(), key=lambda renewal: not renewal.key)


def _module(statement: ast.stmt) -> str:
    """Return the module that an import imports first; empty for one of the own package."""
    if isinstance(statement, ast.Import):
        return statement.names[0].name
    if isinstance(statement, ast.ImportFrom) and not statement.level:
        return statement.module or ""
    return ""


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def _is_of(statement: ast.Import | ast.ImportFrom, module: str) -> bool:
    if isinstance(statement, ast.Import):
        return any(alias.name.partition(".")[0] == module for alias in statement.names)
    return not statement.level and statement.module == module


def _imports_only(statement: ast.stmt) -> bool:
    """Tell whether a statement is an import, or a `try` or `if` that imports."""
    if isinstance(statement, (ast.Try, ast.If)):
        return any(_imports_only(each) for each in statement.body)
    return isinstance(statement, (ast.Import, ast.ImportFrom))
