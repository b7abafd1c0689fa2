"""Edits that give something another name, or say in another way what a name means."""

from __future__ import annotations

import ast
from random import Random

from syntax_trees import (
    FUNCTIONS,
    SCOPES,
    At,
    Block,
    Function,
    Project,
    bindings,
    blocks,
    bound_in,
    fresh_name,
    is_docstring,
    is_future,
    like,
    loaded,
    nodes,
    replace,
    spelled,
)

# What the platform, a framework or a reader of conventions looks for by its name.
MEANT = frozenset(
    {"handler", "lambda_handler", "application", "app", "api", "urlpatterns"}
    | {"event", "evt", "context", "ctx", "self", "cls"}
    | {"scope", "receive", "send", "environ", "start_response"}
    | {"INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "DATABASES", "SECRET_KEY"}
)


def _rename_variable(tree: ast.AST, old: str, new: str) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == old:
            node.id = new
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            node.names = [new if name == old else name for name in node.names]
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.ExceptHandler)) and node.name == old:
            node.name = new
        elif isinstance(node, ast.arg) and node.arg == old:
            node.arg = new


def _spelled_elsewhere(tree: ast.AST, name: str) -> bool:
    """Whether a name is also that of an attribute, a keyword, an import or a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == name:
            return True
        if isinstance(node, ast.keyword) and node.arg == name:
            return True
        if isinstance(node, ast.alias) and name in (node.asname, *node.name.split(".")):
            return True
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name == name:
            return True
        if isinstance(node, ast.MatchMapping) and node.rest == name:
            return True
        if isinstance(node, ast.MatchClass) and name in node.kwd_attrs:
            return True
    return False


def rename_local(project: Project, chance: Random) -> bool:
    """`x` of a function becomes `x_1`."""
    found: list[tuple[Function, str]] = []
    texts = project.texts
    for tree in project.modules.values():
        if spelled(tree) & {"locals", "vars", "exec", "eval"}:
            continue
        # A local that is called as a global may be one by mistake, of which rules speak.
        outer = {name for at in nodes(tree) if at.is_top_level for name in _defined(at.node)}
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS):
                parameters = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
                found += [
                    (node, name)
                    for name in sorted(bound_in(node) - parameters - texts - outer)
                    if not _is_bound_inside(node, name) and not _spelled_elsewhere(node, name)
                ]
    if not found:
        return False
    function, name = chance.choice(found)
    new = fresh_name(project.taken, name)
    for statement in function.body:
        _rename_variable(statement, name, new)
    return True


def _is_bound_inside(function: Function, name: str) -> bool:
    """Whether something inside binds or declares the name once more."""
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)) and name in node.names:
            return True
        if node is not function and isinstance(node, SCOPES) and name in bound_in(node):
            return True
    return False


def rename_parameter(project: Project, chance: Random) -> bool:
    """`def f(x)` becomes `def f(x_1)`, where nobody passes it by its name."""
    texts = project.texts
    keywords = {
        node.arg
        for tree in project.modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
    }
    if None in keywords:
        return False  # `**options` may pass anything
    found: list[tuple[Function, str]] = []
    for tree in project.modules.values():
        for at in nodes(tree):
            node = at.node
            if not isinstance(node, FUNCTIONS) or node.decorator_list or at.is_in_class:
                continue
            for arg in (*node.args.posonlyargs, *node.args.args):
                name = arg.arg
                if name.strip("_") in MEANT or name in texts or name in keywords:
                    continue
                if not _is_bound_inside(node, name) and not _spelled_elsewhere(node, name):
                    found.append((node, name))
    if not found:
        return False
    function, name = chance.choice(found)
    _rename_variable(function, name, fresh_name(project.taken, name))
    return True


def rename_global(project: Project, chance: Random) -> bool:
    """A variable, function or class of a module gets another name, in that module only."""
    if project.reflects():
        return False
    texts = project.texts
    found: list[tuple[str, str]] = []
    for path, tree in project.modules.items():
        others = set[str]().union(
            *(spelled(other) for at, other in project.modules.items() if at != path)
        )
        top = {name for at in nodes(tree) if at.is_top_level for name in _defined(at.node)}
        for name in sorted(top - MEANT - texts - others):
            inside = any(
                name in bound_in(node) for node in ast.walk(tree) if isinstance(node, SCOPES)
            )
            if not inside and not _spelled_elsewhere(tree, name) and not name.startswith("__"):
                found.append((path, name))
    if not found:
        return False
    path, name = chance.choice(found)
    new = fresh_name(project.taken, name)
    _rename_variable(project.modules[path], name, new)
    return True


def _defined(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return {node.name}
    return set()


# --- imports -------------------------------------------------------------------------------------


def _imports(project: Project) -> list[tuple[ast.Module, Block, int, ast.Import | ast.ImportFrom]]:
    """The imports of one name each, at a top level."""
    return [
        (tree, block, position, statement)
        for tree in project.modules.values()
        for block in blocks(tree)
        if not block.scopes
        for position, statement in enumerate(block.statements)
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and not is_future(statement)
    ]


def _is_bound_once(tree: ast.Module, name: str) -> bool:
    """Whether only one import binds a name, and no function has one that hides it."""
    bound = 0
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            bound += [each.asname or each.name.split(".")[0] for each in node.names].count(name)
        elif name in bindings(node) | _declared(node):
            return False
    return bound == 1


def _declared(node: ast.AST) -> set[str]:
    """The name of a parameter, and those that a function takes from elsewhere."""
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return set(node.names)
    return {node.arg} if isinstance(node, ast.arg) else set()


def alias_import(project: Project, chance: Random) -> bool:
    """`import x` becomes `import x as x_1`, `from x import a` becomes `from x import a as a_1`."""
    elsewhere = project.texts
    found = []
    for tree, _, _, statement in _imports(project):
        others = [other for other in project.modules.values() if other is not tree]
        seen = elsewhere.union(*map(spelled, others))
        for alias in statement.names:
            name = alias.asname or alias.name
            if name == "*" or "." in name or name in seen or name in MEANT:
                continue
            if _is_bound_once(tree, name):
                found.append((tree, alias, name))
    if not found:
        return False
    tree, alias, name = chance.choice(found)
    new = fresh_name(project.taken, name)
    _rename_variable(tree, name, new)
    alias.asname = new
    return True


def import_module_instead(project: Project, chance: Random) -> bool:
    """`from x import a` becomes `import x`, and `a` becomes `x.a`."""
    own = project.own
    found = []
    for tree, block, position, statement in _imports(project):
        if not isinstance(statement, ast.ImportFrom) or statement.level or len(statement.names) > 1:
            continue
        alias, module = statement.names[0], statement.module or ""
        name = alias.asname or alias.name
        # To import a part of numpy loads it, to import numpy does not.
        if (
            alias.name == "*"
            or module == "numpy"
            or module.partition(".")[0] in own
            or name in MEANT
        ):
            continue
        others = [spelled(other) for other in project.modules.values() if other is not tree]
        if _is_bound_once(tree, name) and not any(name in seen for seen in others):
            found.append((tree, block, position, statement))
    if not found:
        return False
    tree, block, position, statement = chance.choice(found)
    alias, module = statement.names[0], statement.module or ""
    name = alias.asname or alias.name
    bound = fresh_name(project.taken, module.rpartition(".")[2])
    for at in list(nodes(tree)):
        if isinstance(at.node, ast.Name) and at.node.id == name:
            new = ast.Attribute(ast.Name(bound, ast.Load()), alias.name, ast.Load())
            replace(at.parent, at.node, like(new, at.node))
    imported = ast.Import([ast.alias(module, bound)])
    block.statements[position] = like(imported, statement, alias)
    return True


def import_name_instead(project: Project, chance: Random) -> bool:
    """`x.a` becomes `a_1`, which `from x import a as a_1` binds."""
    own, found = project.own, []
    for tree, block, position, statement in _imports(project):
        if not isinstance(statement, ast.Import) or len(statement.names) > 1:
            continue
        alias = statement.names[0]
        if alias.name == "numpy":
            continue  # as above: `from numpy import random` loads it
        name = alias.asname or alias.name
        if "." in name or alias.name.partition(".")[0] in own or not _is_bound_once(tree, name):
            continue
        uses = [at for at in nodes(tree) if isinstance(at.node, ast.Name) and at.node.id == name]
        names = {at.parent.attr for at in uses if _is_plain_attribute(at)}  # type: ignore[attr-defined]
        # What a module's name holds may change: `os.environ = ...` is left alone.
        found += [
            (tree, block, position, name, attribute)
            for attribute in sorted(names)
            if not any(_is_rebound(at, attribute) for at in uses)
        ]
    if not found:
        return False
    tree, block, position, name, attribute = chance.choice(found)
    statement = block.statements[position]
    assert isinstance(statement, ast.Import)
    bound = fresh_name(project.taken, attribute)
    for at in list(nodes(tree)):
        if isinstance(at.node, ast.Name) and at.node.id == name and _is_plain_attribute(at):
            assert isinstance(at.parent, ast.Attribute)
            if at.parent.attr == attribute:
                new = ast.Name(bound, ast.Load())
                replace(at.around[-2], at.parent, like(new, at.parent, at.node))
    imported = ast.ImportFrom(statement.names[0].name, [ast.alias(attribute, bound)], 0)
    block.statements.insert(position + 1, like(imported, statement))
    return True


def _is_plain_attribute(at: At) -> bool:
    parent = at.parent
    return isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Load)


def _is_rebound(at: At, attribute: str) -> bool:
    """Whether the attribute is assigned, or is a module of its own (`os.path`)."""
    parent = at.parent
    if not isinstance(parent, ast.Attribute) or parent.attr != attribute:
        return False
    return not isinstance(parent.ctx, ast.Load) or attribute == "environ"


# --- modules -------------------------------------------------------------------------------------


def split_module(project: Project, chance: Random) -> bool:
    """Move a definition into a module of its own, beside the one that it is imported into."""
    if project.reflects():
        return False
    found = []
    for path, tree in project.modules.items():
        imports = _external_imports(tree, project.own)
        for position, statement in enumerate(tree.body):
            if _is_movable(project, tree, statement, imports):
                found.append((path, position))
    if not found:
        return False
    path, position = chance.choice(found)
    tree = project.modules[path]
    statement = tree.body[position]
    (name,) = _names_of(statement)
    folder, _, file = path.rpartition("/")
    new = fresh_name(project.taken, file.removesuffix(".py").strip("_") or "part")
    needed = _external_imports(tree, project.own)
    names = sorted(loaded(statement) & needed.keys())
    copies = [like(_copy(needed[name]), needed[name]) for name in names]
    unique = {ast.unparse(each): each for each in copies}
    level = 1 if f"{folder}/__init__.py" in project.modules else 0
    imported = ast.ImportFrom(new, [ast.alias(name)], level)
    tree.body[position] = like(imported, statement)
    place = f"{folder}/{new}.py" if folder else f"{new}.py"
    project.modules[place] = ast.Module([*unique.values(), statement], [])
    project.added.add(place)
    return True


def _copy(statement: ast.stmt) -> ast.stmt:
    (copy,) = ast.parse(ast.unparse(statement)).body
    return copy


def _external_imports(tree: ast.Module, own: set[str]) -> dict[str, ast.stmt]:
    """What a module imports from elsewhere first thing, by the names that are bound."""
    found: dict[str, ast.stmt] = {}
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.level == 0:
            module = (statement.module or "").partition(".")[0]
            if module not in own and statement.names[0].name != "*":
                found |= {alias.asname or alias.name: statement for alias in statement.names}
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                if alias.name.partition(".")[0] not in own:
                    found[alias.asname or alias.name.partition(".")[0]] = statement
    return found


_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)


def _is_movable(
    project: Project, tree: ast.Module, statement: ast.stmt, imports: dict[str, ast.stmt]
) -> bool:
    """Whether a statement binds one name for good, and needs only imports."""
    names = _names_of(statement)
    if len(names) != 1 or names & (MEANT | {"__all__"}) or "__name__" in loaded(statement):
        return False
    if not loaded(statement) <= imports.keys() | _BUILTINS | names:
        return False
    if not all(_is_bound_once(tree, name) for name in loaded(statement) & imports.keys()):
        return False
    if any(isinstance(node, (ast.Global, ast.Await)) for node in ast.walk(statement)):
        return False
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)) and _is_entry(statement):
        return False
    # A local that is called as a global may be one by mistake, of which rules speak.
    outer = {name for at in nodes(tree) if at.is_top_level for name in _defined(at.node)}
    functions = [node for node in ast.walk(statement) if isinstance(node, FUNCTIONS)]
    if any(bound_in(function) & outer for function in functions):
        return False
    (name,) = names
    bound = 0
    for module in project.modules.values():
        for node in ast.walk(module):
            if isinstance(node, (ast.Global, ast.Nonlocal)) and name in node.names:
                return False
            if isinstance(node, ast.Attribute) and node.attr == name:
                return False
            bound += isinstance(node, ast.Name) and node.id == name and not _reads(node)
            bound += isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node.name == name
    return bound == 1 and name not in project.texts


def _reads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _is_entry(node: ast.stmt) -> bool:
    """Whether a definition may be found by its looks: the file's name may matter then."""
    if not isinstance(node, FUNCTIONS):
        return False
    return len(node.args.args) >= 2 or bool(node.decorator_list)


def _names_of(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        return {target.id} if isinstance(target, ast.Name) else set()
    return set()


# --- order ---------------------------------------------------------------------------------------


def reorder(project: Project, chance: Random) -> bool:
    """Two functions that stand side by side change places."""
    found = [
        (block, position)
        for tree in project.modules.values()
        for block in blocks(tree)
        for position in range(len(block.statements) - 1)
        if not is_docstring(block, position)
        and _is_plain(block.statements[position])
        and _is_plain(block.statements[position + 1])
        and not _names_of(block.statements[position]) & _names_of(block.statements[position + 1])
    ]
    if not found:
        return False
    block, position = chance.choice(found)
    pair = block.statements[position : position + 2]
    block.statements[position : position + 2] = reversed(pair)
    return True


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a definition runs nothing where it stands."""
    if not isinstance(statement, FUNCTIONS) or statement.decorator_list:
        return False
    arguments = statement.args
    defaults = [*arguments.defaults, *(each for each in arguments.kw_defaults if each)]
    return all(isinstance(each, ast.Constant) for each in defaults)
