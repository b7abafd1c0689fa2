"""Plans of a file to the replacements that carry them out, all in one go.

Everything that is not replaced stays as it is, byte for byte. What several plans ask for (an
import, a hook, a `global`) is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import libcst as cst
from msgspec import Struct

from snapcheck.fix.hooks import (
    FULL_NAME,
    HOOKS_LIBRARY,
    REGISTER,
    after_restore_hooks,
    assigns,
    declared,
    takes,
)
from snapcheck.fix.plan import Imported, Plan, Renewal, Replacement
from snapcheck.fix.source import Source, dotted, is_docstring

_INK = re.compile(r"\S")
HOOK = "renew_after_restore"
NOTE = (
    "The Python runtimes of Lambda bring snapshot_restore_py; to run the hooks elsewhere, add "
    "snapshot-restore-py to the development requirements."
)


class Assembled(Struct, frozen=True):
    """The replacements in the file's order, the plans carried out, and a note for the user."""

    replacements: tuple[Replacement, ...]
    plans: tuple[Plan, ...]
    note: str


def assemble(source: Source, plans: Sequence[Plan]) -> Assembled:
    """Carry out as many of the plans as do not get in each other's way, the first ones first."""
    chosen: list[Plan] = []
    taken: list[Replacement] = []
    for plan in plans:
        if not any(_overlap(new, old) for new in plan.replacements for old in taken):
            chosen.append(plan)
            taken.extend(each for each in plan.replacements if each not in taken)
    writing = _Writing(source)
    for plan in chosen:
        for function, name in plan.declared:
            writing.declare(function, (name,))
    writing.renew([renewal for plan in chosen for renewal in plan.renewals])
    writing.bring_in([imported for plan in chosen for imported in plan.imports])
    found = [*taken, *writing.replacements()]
    ordered = sorted(found, key=lambda each: (each.start, each.end))
    return Assembled(tuple(ordered), tuple(chosen), writing.note)


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with its replacements made; insertions at one place keep their order."""
    parts = []
    at = 0
    for each in replacements:
        parts += [text[at : each.start], each.text]
        at = each.end
    return "".join([*parts, text[at:]])


def _overlap(one: Replacement, other: Replacement) -> bool:
    if one == other:
        return False
    if one.start == one.end or other.start == other.end:
        return one.start < other.end and other.start < one.end
    return max(one.start, other.start) < min(one.end, other.end)


class _Writing:
    """Collects what is asked for by several plans, and writes it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[Replacement] = []
        self._declared: dict[cst.FunctionDef, list[str]] = {}
        self.note = ""

    def replacements(self) -> list[Replacement]:
        """All that is to be written, in order where places are equal."""
        declarations = [
            self._declaration(function, names)
            for function, names in self._declared.items()
            if names
        ]
        return [*declarations, *self._found]

    # `global`

    def declare(self, function: cst.FunctionDef, names: Iterable[str]) -> None:
        """The function is to declare these names as globals."""
        wanted = self._declared.setdefault(function, [])
        known = declared(function)
        wanted.extend(name for name in names if name not in known and name not in wanted)

    def _declaration(self, function: cst.FunctionDef, names: list[str]) -> Replacement:
        assert isinstance(function.body, cst.IndentedBlock)
        for line in function.body.body:
            if isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Global):
                end = self._source.end(line.body[0])
                return Replacement(end, end, "".join(f", {name}" for name in names))
        at, indent = self._source.top_of_body(function)
        text = f"{indent}global {', '.join(names)}{self._source.newline}"
        return Replacement(at, at, text)

    # Hooks

    def renew(self, renewals: Sequence[Renewal]) -> None:
        """Each statement runs after each restore, in a hook that is there or in a new one."""
        hooks = list(after_restore_hooks(self._source))
        fresh: list[Renewal] = []
        joined: dict[cst.FunctionDef, list[str]] = {}
        for renewal in _once(renewals):
            hook = next((each for each in hooks if assigns(each, renewal.globals)), None)
            if hook is not None:
                self.declare(hook, renewal.globals)
                continue
            hook = next((each for each in hooks if takes(each, renewal)), None)
            if hook is not None:
                self.declare(hook, renewal.globals)
                joined.setdefault(hook, []).append(renewal.statement)
            else:
                fresh.append(renewal)
        for hook, statements in joined.items():
            self._append(hook, statements)
        if fresh:
            self._make_hook(fresh)

    def _append(self, hook: cst.FunctionDef, statements: Sequence[str]) -> None:
        assert isinstance(hook.body, cst.IndentedBlock)
        last = hook.body.body[-1]
        start = self._source.start_with_decorators(last)
        indent = self._source.blanks_before(start) or self._source.indent
        at = self._source.behind(last)
        self._insert(at, "".join(f"{indent}{text}{self._source.newline}" for text in statements))

    def _make_hook(self, renewals: Sequence[Renewal]) -> None:
        source, newline, indent = self._source, self._source.newline, self._source.indent
        imports_end = self._behind_imports()
        at = max([imports_end, *self._needed_above(renewals)])
        register = source.spelled(FULL_NAME)
        if not register:
            register = REGISTER
            if not self._join_import(Imported(HOOKS_LIBRARY, REGISTER)):
                text = self._guarded_import(imports_end)
                # Nothing but the hook's own blank lines where that comes next.
                text += "" if at == imports_end else self._blank_lines(imports_end, 2)
                self._insert(imports_end, text)
                self.note = NOTE
        name = HOOK
        number = 2
        while name in source.bound:
            name, number = f"{HOOK}_{number}", number + 1
        names = list(dict.fromkeys(name for each in renewals for name in each.globals))
        lines = [f"@{register}", f"def {name}():"]
        lines += [f"{indent}global {', '.join(names)}"] if names else []
        lines += [f"{indent}{each.statement}" for each in renewals]
        text = "".join(f"{line}{newline}" for line in lines)
        self._insert(at, newline * 2 + text + self._blank_lines(at, 2))

    def _needed_above(self, renewals: Iterable[Renewal]) -> Iterable[int]:
        """The ends of the statements that a new hook must stand below."""
        for renewal in renewals:
            if renewal.below is not None:
                yield self._source.behind(renewal.below)
        for statement in self._source.top_level:
            if isinstance(statement, (cst.Import, cst.ImportFrom)) and _is_of(
                statement, HOOKS_LIBRARY
            ):
                yield self._source.behind(self._source.outermost(statement))

    def _guarded_import(self, at: int) -> str:
        """An import of the hooks library that does no harm where it is not installed."""
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
        if at == 0:
            lines = lines[1:]
        return "".join(f"{line}{newline}" for line in lines)

    # Imports

    def bring_in(self, imports: Iterable[Imported]) -> None:
        """The file imports these names."""
        for imported in dict.fromkeys(imports):
            if imported.name and self._join_import(imported):
                continue
            text = f"import {imported.module}"
            if imported.name:
                text = f"from {imported.module} import {imported.name}"
            at = self._first_import()
            self._insert(at, f"{text}{self._source.newline}")

    def _join_import(self, imported: Imported) -> bool:
        """Adds the name to a `from` import of its module at the top level, if there is one."""
        for line in self._source.tree.body:
            statement = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
            if (
                isinstance(statement, cst.ImportFrom)
                and _is_of(statement, imported.module)
                and not isinstance(statement.names, cst.ImportStar)
                and not statement.relative
            ):
                self._add_name(statement.names, imported.name)
                return True
        return False

    def _add_name(self, aliases: Sequence[cst.ImportAlias], name: str) -> None:
        """In the order of the names, one a line where they stand so."""
        after = next((each for each in aliases if each.evaluated_name > name), None)
        near = after or aliases[-1]
        start = self._source.start(near)
        blanks = self._source.blanks_before(start)
        on_own_line = self._source.text[: start - len(blanks)].endswith(("\n", "\r"))
        gap = f"{self._source.newline}{blanks}" if on_own_line else " "
        if after is not None:
            self._insert(start, f"{name},{gap}")
        else:
            self._insert(self._source.end(near), f",{gap}{name}")

    def _first_import(self) -> int:
        """Where a new import goes: before the first one that is no `__future__`."""
        for line in self._source.tree.body:
            statement = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
            if isinstance(statement, (cst.Import, cst.ImportFrom)) and not _is_of(
                statement, "__future__"
            ):
                return self._source.start(line)
        return self._behind_imports()

    def _behind_imports(self) -> int:
        """The offset behind the imports at the top, and what stands between them."""
        at = 0
        for statement in self._source.tree.body:
            if is_docstring(statement) or _imports_only(statement):
                at = self._source.behind(statement)
            elif not _is_preamble(statement):
                break
        return at

    def _blank_lines(self, at: int, wanted: int) -> str:
        """The line ends that are missing for so many blank lines behind a place in the text."""
        text = self._source.text
        first = _INK.search(text, at)
        if first is None:
            return ""
        # The last of the lines may be but the indentation of what comes first.
        lines = text[at : first.start()].splitlines(keepends=True)
        blank = sum(line.splitlines() != [line] for line in lines)
        return self._source.newline * max(0, wanted - blank)

    def _insert(self, at: int, text: str) -> None:
        if at and self._source.text[at - 1] not in "\r\n" and text.endswith(("\n", "\r")):
            text = self._source.newline + text  # the last line of the file had no end
        self._found.append(Replacement(at, at, text))


def _once(renewals: Iterable[Renewal]) -> list[Renewal]:
    """Each statement once; generators are reseeded before anything is drawn."""
    by_statement: dict[str, Renewal] = {}
    for renewal in renewals:
        by_statement.setdefault(renewal.statement, renewal)
    return sorted(by_statement.values(), key=lambda renewal: not renewal.key)


def _is_of(statement: cst.Import | cst.ImportFrom, module: str) -> bool:
    if isinstance(statement, cst.Import):
        return any(alias.evaluated_name.partition(".")[0] == module for alias in statement.names)
    return statement.module is not None and dotted(statement.module) == module


def _imports_only(statement: cst.CSTNode) -> bool:
    """An import, or a `try` or `if` that imports."""
    if isinstance(statement, cst.SimpleStatementLine):
        return all(isinstance(each, (cst.Import, cst.ImportFrom)) for each in statement.body)
    if isinstance(statement, (cst.Try, cst.If)) and isinstance(statement.body, cst.IndentedBlock):
        return any(_imports_only(line) for line in statement.body.body)
    return False


def _is_preamble(statement: cst.CSTNode) -> bool:
    """What people put between imports: `__all__ = [...]`, `sys.path.insert(...)`."""
    return isinstance(statement, cst.SimpleStatementLine) and all(
        isinstance(each, cst.Expr) and isinstance(each.value, cst.Call) for each in statement.body
    )
