"""Small programs, put together at random: a source, its passages, what keeps it, renewals, files.

A seed gives the same programs wherever it runs. Each program is a module or a package with a
function `read`, which is what an invocation uses; a handler of them all answers with what each of
them reads. What goes wrong after a restore is not written down here: the emulator says so. Where a
finding on what goes wrong has to stand is: on the lines that end with a mark.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generated_parts import (
    CARRIERS,
    HELPERS,
    IMPORTS,
    IN_READ,
    PASSAGES,
    RENEWALS,
    SHARED,
    SOURCES,
    USES,
    Carrier,
)

HERE = "  # here"
DRAWN = "  # drawn"
"""Marks of lines: what is kept stands there; or it is drawn there, which may be what goes wrong."""
HELPER_NAMES = "Passing, named, outer, same, starred"
Files = Mapping[str, str]


@dataclass(frozen=True)
class Recipe:
    """What a program is made of, by the names of its parts."""

    source: str
    passages: tuple[str, ...]
    carrier: str
    renewal: str
    use: str
    layout: str
    is_local: bool = False
    """Whether what renews a variable forgets to say that it is the module's."""

    def __str__(self) -> str:
        parts = (self.source, *self.passages, self.carrier, self.renewal, self.use, self.layout)
        return ", ".join([*parts, *(["of a local"] if self.is_local else [])])


@dataclass(frozen=True)
class Generated:
    """A program: its files by their paths, and what it is made of."""

    name: str
    files: Files
    recipe: Recipe

    @property
    def right(self) -> frozenset[tuple[str, int]]:
        """The files and lines where a finding may stand if the program goes wrong."""
        return frozenset(
            (path, number)
            for path, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            if line.endswith((HERE, DRAWN))
        )


def programs(seed: int, numbers: Iterable[int]) -> Iterator[Generated]:
    """The programs of these numbers; each is what it is, whichever others are asked for."""
    for number in numbers:
        chance = random.Random(f"{seed}:{number}")
        program = None
        while program is None:
            program = composed(_recipe(chance), f"p{number:05}")
        yield program


def _recipe(chance: random.Random) -> Recipe:
    return Recipe(
        chance.choice(list(SOURCES)),
        tuple([chance.choice(list(PASSAGES)) for _ in range(chance.choice((1, 1, 2)))]),
        chance.choice(list(CARRIERS)),
        chance.choice(list(RENEWALS)),
        chance.choice(list(USES)),
        chance.choice(list(LAYOUTS)) if chance.random() < 0.7 else "one module",
        chance.random() < 0.1,
    )


SIMPLEST = Recipe("uuid4", ("nothing",), "variable", "none", "as it is", "one module")


def simpler(recipe: Recipe) -> Iterator[Recipe]:
    """Recipes with one part less, or with a plain one in its place."""
    for name in ("layout", "passages", "renewal", "use", "source", "carrier", "is_local"):
        plain = getattr(SIMPLEST, name)
        if getattr(recipe, name) != plain:
            yield replace(recipe, **{name: plain})
    for passage in recipe.passages[: len(recipe.passages) - 1]:
        yield replace(recipe, passages=(passage,))


def composed(recipe: Recipe, name: str) -> Generated | None:
    """The program of a recipe; None for what can't be put together."""
    carrier = CARRIERS[recipe.carrier].of_program(f"KEY_OF_{name}")
    if (recipe.renewal != "none" and not carrier.again) or (recipe.is_local and not carrier.names):
        return None
    if recipe.passages == ("an f-string",) * 2 or (recipe.is_local and recipe.renewal == "none"):
        return None
    value = SOURCES[recipe.source]
    for passage in recipe.passages:
        value = f"({PASSAGES[passage].format(value)})"
    pieces = _Pieces(name, recipe, carrier, value)
    files = LAYOUTS[recipe.layout](pieces)
    return Generated(name, files, recipe) if files is not None else None


@dataclass(frozen=True)
class _Pieces:
    """The parts of a program as text, to be spread over files."""

    name: str
    recipe: Recipe
    carrier: Carrier
    value: str

    @property
    def keep(self) -> str:
        """What keeps the value."""
        text = self.carrier.keep
        is_draw = self.recipe.source in SHARED
        mark = (DRAWN if is_draw else "") if HERE in text else HERE
        return _with(self.value, text, mark)

    @property
    def names(self) -> frozenset[str]:
        """The names that belong to the module which keeps the value."""
        found = {"kept"}
        for node in ast.parse(self.carrier.keep).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
            found |= {
                target.id
                for part in ast.iter_child_nodes(node)
                for target in ast.walk(part)
                if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
                if not isinstance(node, (ast.FunctionDef, ast.ClassDef))
            }
        return frozenset(found - {"name"})

    def renewal(self, module: str = "") -> str:
        """What renews it, in the same module, or in another one which has that one by a name."""
        recipe, carrier = self.recipe, self.carrier
        own = set(carrier.names.split(", ")) if recipe.is_local else set()
        again = _prefixed(carrier.again, module, self.names - own)
        if carrier.names and not recipe.is_local and not module:
            again = f"global {carrier.names}\n{again}"
        again = _with(self.value, again, DRAWN if recipe.source in SHARED else "")
        if recipe.renewal == "before the snapshot":  # INIT's last word
            again = "\n".join(line.removesuffix(DRAWN) + DRAWN for line in again.splitlines())
        return RENEWALS[recipe.renewal].format(
            again=_indented(again, 1), again_deeper=_indented(again, 2)
        )

    @property
    def read_names(self) -> str:
        """The names that the reader reads of the module which keeps the value."""
        tree = ast.parse(self.carrier.read)
        read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        return ", ".join(sorted(read & self.names))

    def read(self, module: str = "", hooks: str = "", first: str = "") -> str:
        """The function that an invocation calls; `first` are lines of it."""
        read = _prefixed(self.carrier.read, module, self.names) if module else self.carrier.read
        lines = [first] if first else []
        if self.recipe.renewal in IN_READ:
            lines.append(_prefixed(IN_READ[self.recipe.renewal], hooks, {"renew"}))
        lines.append(f"return {USES[self.recipe.use].format(read)}")
        return "def read():\n" + "".join(f"    {line}\n" for line in lines)

    def needs(self, name: str) -> str:
        """An import of a function that the reader calls, if it does."""
        return name if self.recipe.renewal in IN_READ else ""


def _with(value: str, text: str, mark: str) -> str:
    """The text with the value in it, and a mark on the lines that have it."""
    lines = [
        re.sub(r"\bV\b", lambda _: value, line) + (mark if re.search(r"\bV\b", line) else "")
        for line in text.splitlines()
    ]
    return "\n".join(lines)


def _indented(text: str, level: int) -> str:
    return "\n".join("    " * level + line if line else line for line in text.splitlines())


def _prefixed(text: str, module: str, names: Iterable[str]) -> str:
    """The code with some of its names read from a module."""
    if not module or not text:
        return text
    of_module = ast.parse(module, mode="eval").body

    class Prefix(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return ast.Attribute(of_module, node.id, node.ctx) if node.id in names else node

    return ast.unparse(ast.fix_missing_locations(Prefix().visit(ast.parse(text))))


# --- layouts: how a program is spread over files -------------------------------------------------

_Layout = Callable[[_Pieces], Files | None]
SOURCE, LAYER = "src", "layer/python"
READ = "from .main import read\n"


def _text(*parts: str) -> str:
    return "\n\n\n".join([part.rstrip("\n") for part in parts if part]) + "\n"


def _one_module(p: _Pieces) -> Files:
    text = _text(IMPORTS + HELPERS, p.keep, p.renewal(), p.read())
    return {f"{SOURCE}/{p.name}.py": text}


def _package(p: _Pieces, **modules: str) -> Files:
    return {f"{SOURCE}/{p.name}/{name}.py": text for name, text in modules.items()}


def _helpers_of_the_package(p: _Pieces) -> Files:
    head = f"{IMPORTS}from .helpers import {HELPER_NAMES}"
    return _package(
        p,
        __init__=READ,
        helpers=HELPERS,
        main=_text(head, p.keep, p.renewal(), p.read()),
    )


def _helpers_by_a_star(p: _Pieces) -> Files:
    head = f"{IMPORTS}from {p.name}_helpers import *"
    return {
        f"{SOURCE}/{p.name}_helpers.py": HELPERS,
        f"{SOURCE}/{p.name}.py": _text(head, p.keep, p.renewal(), p.read()),
    }


def _maker(p: _Pieces) -> str:
    mark = DRAWN if p.recipe.source in SHARED else ""
    return _text(IMPORTS + HELPERS, f"def made():\n    return {p.value}{mark}")


def _source_of_the_package(p: _Pieces) -> Files:
    main = replace(p, value="made()")
    head = f"{IMPORTS}from .sources import made, same"
    return _package(
        p,
        __init__=READ,
        sources=_maker(p),
        main=_text(head, main.keep, main.renewal(), main.read()),
    )


def _source_of_a_layer(p: _Pieces) -> Files:
    main = replace(p, value="sources.made()")
    head = f"{IMPORTS}import {p.name}_sources as sources\nfrom {p.name}_sources import same"
    return {
        f"{LAYER}/{p.name}_sources.py": _maker(p),
        f"{SOURCE}/{p.name}.py": _text(head, main.keep, main.renewal(), main.read()),
    }


def _conf(p: _Pieces) -> str:
    return _text(IMPORTS + HELPERS, p.keep, p.renewal())


def _reader(p: _Pieces, *imports: str, module: str = "conf", first: str = "") -> str:
    """A module that reads what another one keeps and renews, by the name of that module."""
    text = p.read(module, module, first)
    return _text(IMPORTS + "\n".join(each for each in imports if each), text)


def _state_elsewhere(p: _Pieces) -> Files:
    return _package(p, __init__=READ, conf=_conf(p), main=_reader(p, "from . import conf"))


def _state_by_its_name(p: _Pieces) -> Files | None:
    if not p.read_names:
        return None
    more = [f"from .conf import {name}" for name in (p.read_names, p.needs("renew")) if name]
    return _package(p, __init__=READ, conf=_conf(p), main=_reader(p, *more, module=""))


def _state_by_a_star(p: _Pieces) -> Files | None:
    if not p.read_names:
        return None
    main = _reader(p, "from .conf import *", module="")
    return _package(p, __init__=READ, conf=_conf(p), main=main)


def _hooks_elsewhere(p: _Pieces) -> Files:
    hooks = f"{IMPORTS}from . import conf\nfrom .conf import {HELPER_NAMES}"
    imports = ("from . import conf", "from . import hooks" if p.needs("renew") else "")
    main = _text(IMPORTS + "\n".join(imports), p.read("conf", "hooks"))
    return _package(
        p,
        __init__=f"from . import hooks\n{READ}",
        conf=_text(IMPORTS + HELPERS, p.keep),
        hooks=_text(hooks, p.renewal("conf")),
        main=main,
    )


def _hooks_not_imported(p: _Pieces) -> Files | None:
    if p.needs("renew"):
        return None
    return {**_hooks_elsewhere(p), f"{SOURCE}/{p.name}/__init__.py": READ}


def _through_the_package(p: _Pieces) -> Files | None:
    if not p.read_names or p.needs("renew"):
        return None
    return _package(
        p,
        __init__=f"from .conf import {p.read_names}\n{READ}",
        conf=_conf(p),
        main=_reader(p, f"import {p.name}", module=p.name),
    )


def _state_of_a_layer(p: _Pieces) -> Files:
    return {
        f"{LAYER}/{p.name}_conf.py": _conf(p),
        f"{SOURCE}/{p.name}.py": _reader(p, f"import {p.name}_conf as conf"),
    }


def _imported_late(p: _Pieces) -> Files:
    main = _reader(p, first="from . import conf")
    return _package(p, __init__=READ, conf=_conf(p), main=main)


def _imported_late_and_before(p: _Pieces) -> Files:
    main = _reader(p, first="from . import conf")
    return _package(p, __init__=f"from . import conf\n{READ}", conf=_conf(p), main=main)


def _imported_by_a_text(p: _Pieces) -> Files:
    main = _reader(p, f'conf = importlib.import_module("{p.name}.conf")')
    return _package(p, __init__=READ, conf=_conf(p), main=main)


def _namespace_package(p: _Pieces) -> Files:
    return {
        f"{SOURCE}/{p.name}_parts/conf.py": _conf(p),
        f"{SOURCE}/{p.name}.py": _reader(p, f"from {p.name}_parts import conf"),
    }


def _packages_in_packages(p: _Pieces) -> Files:
    folder = f"{SOURCE}/{p.name}"
    return {
        f"{folder}/__init__.py": "from .api.main import read\n",
        f"{folder}/settings/__init__.py": _conf(p),
        f"{folder}/api/__init__.py": "",
        f"{folder}/api/main.py": _reader(p, "from .. import settings", module="settings"),
    }


def _one_of_two(p: _Pieces) -> Files:
    fallback = (
        "try:\n    import no_such_module as conf\nexcept ImportError:\n    from . import conf"
    )
    return _package(p, __init__=READ, conf=_conf(p), main=_reader(p, fallback))


def _module_handed_on(p: _Pieces) -> Files:
    read = _indented(p.read("self.state", "self.state").replace("read()", "read(self)"), 1)
    reader = (
        "class Reader:\n    def __init__(self, state):\n        self.state = state\n\n"
        f"{read}\n\n\nread = Reader(conf).read"
    )
    main = _text(f"{IMPORTS}from . import conf", reader)
    return _package(p, __init__=READ, conf=_conf(p), main=main)


def _table_of_readers(p: _Pieces) -> Files:
    main = _text(
        f"{IMPORTS}from . import conf",
        p.read("conf", "conf").replace("def read", "def read_it"),
        "READERS = {'it': read_it}",
        "def read():\n    return READERS['it']()",
    )
    return _package(p, __init__=READ, conf=_conf(p), main=main)


LAYOUTS: Mapping[str, _Layout] = {
    "one module": _one_module,
    "helpers of the package": _helpers_of_the_package,
    "helpers by a star": _helpers_by_a_star,
    "source of the package": _source_of_the_package,
    "source of a layer": _source_of_a_layer,
    "state elsewhere": _state_elsewhere,
    "state by its name": _state_by_its_name,
    "state by a star": _state_by_a_star,
    "hooks elsewhere": _hooks_elsewhere,
    "hooks that nobody imports": _hooks_not_imported,
    "through the package": _through_the_package,
    "state of a layer": _state_of_a_layer,
    "imported late": _imported_late,
    "imported late and before": _imported_late_and_before,
    "imported by a text": _imported_by_a_text,
    "namespace package": _namespace_package,
    "packages in packages": _packages_in_packages,
    "one of two modules": _one_of_two,
    "module handed on": _module_handed_on,
    "table of readers": _table_of_readers,
}
