"""Imports between snapcheck's modules point one way, and each heavy library has one home.

`LAYERS` is the architecture as a list of parts: packages and modules right under `snapcheck/`.
Imports inside functions count as any other.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "snapcheck"

LAYERS = (
    "__main__",
    "cli",
    "api | commands",
    "server",
    "fleet",
    "cache",
    "verify",
    "audit",
    "analysis",
    "report",
    "checks | fix | discover",
    "flag",
    "link | read | deploy | suppress",
    "config",
    "knowledge",
    "filesystem",
    "identity | interruption",
    "facts | internal",
    "model | digest",
    "project",
)
"""The parts of snapcheck from top to bottom: each may import what stands below its own line.

Those on one line do not know each other. Everyone may read the version in the package itself.
"""

APART: Mapping[str, set[str]] = {
    "checks": {"read", "flag", "deploy", "config"},
    "link": {"config", "filesystem"},
    "fix": {"link", "deploy", "config"},
    "flag": {"link", "deploy", "suppress", "config", "knowledge", "filesystem"},
    "read": {"config", "knowledge", "filesystem"},
    "report": {"analysis", "link", "read", "flag"},
}
"""What a part must not know although it stands below: no check sees a syntax tree."""

LEAVES = {"model", "facts", "project"}
"""They import no library but msgspec."""

HOMES: Mapping[str, tuple[str, ...]] = {
    "libcst": ("flag/*", "fix/*", "read/newer_syntax.py"),
    "astroid": ("link/installed.py",),
    "sarif_om": ("report/sarif*.py",),
    "jinja2": ("report/html/*", "fleet/reports/page.py"),
    "markupsafe": ("report/html/*", "fleet/reports/page.py"),
    "click": ("cli.py", "commands/*"),
    "watchfiles": ("commands/watch.py",),
    "distributed": ("fleet/cluster.py",),
    "fsspec": ("fleet/store.py",),
    "pyarrow": ("fleet/reports/table.py",),
    "pygls": ("server/*",),
    "lsprotocol": ("server/*",),
    "yaml": ("deploy/*", "suppress/template_comments.py"),
    "tree_sitter": ("deploy/*",),
    "tree_sitter_hcl": ("deploy/terraform/hcl.py",),
    "tree_sitter_typescript": ("deploy/cdk/typescript.py",),
}
"""Where a library may be imported, as patterns of paths under `snapcheck/`."""


CORE = ("interpreter", "calls", "execute", "evaluate", "definitions")
"""The recursive core of `link`: they follow bodies, and lead from one body into another.

They call each other in circles, as programs do: by imports where these point down, else by the
Protocol `Interpreter` in `frame`. Everything else reaches them by that Protocol alone.
"""

DRIVER = "lifecycle"
"""It takes the interpreter from phase to phase."""

STATE = ("heap", "classes", "modules", "scheduler", "summary", "program")
"""What the interpreter works on: it does not know that anything is followed."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target, as a dotted name, and the line it stands on."""

    importer: str
    path: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"snapcheck/{self.path}:{self.line}: {self.importer} imports {self.target}"


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file, which no test changes once it was looked at."""
    return ast.parse(file.read_bytes())


def modules_of(package: Path) -> dict[str, Path]:
    """Dotted name (`snapcheck.read.module`) to file, for every module of the package."""
    found = {}
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports_of(package: Path) -> tuple[Import, ...]:
    """Every import of every module; `from a import b` is of `a.b` if that is one, else of `a`.

    The package itself imports nothing: it offers what is below when somebody asks for it.
    """
    modules = modules_of(package)
    return tuple(
        Import(name, file.relative_to(package).as_posix(), _resolve(target, modules), line)
        for name, file in modules.items()
        if name != package.name
        for target, line in _targets(name, file)
    )


def _targets(module: str, file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module, is_package=file.name == "__init__.py")
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def _absolute(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def _resolve(target: str, modules: Mapping[str, Path]) -> str:
    """A name of our own down to its module; of another library unchanged."""
    while target not in modules and target.partition(".")[0] in modules and "." in target:
        target = target.rpartition(".")[0]
    return target


def part_of(module: str) -> str:
    """`snapcheck.read.module` is of the part `read`."""
    return module.split(".")[1] if "." in module else ""


def wrong_ways(package: Path) -> list[str]:
    """Imports that do not lead down in `LAYERS`, and parts that are not in it."""
    modules = modules_of(package)
    height = {part: number for number, line in enumerate(LAYERS) for part in line.split(" | ")}
    unknown = sorted({part_of(name) for name in modules} - {*height, ""})
    return [f"snapcheck/{part}: give it a place in LAYERS" for part in unknown] + [
        str(found)
        for found in imports_of(package)
        if found.target in modules
        and part_of(found.target) not in {part_of(found.importer), ""}
        and (
            not height.get(part_of(found.importer), -1) < height.get(part_of(found.target), -1)
            or part_of(found.target) in APART.get(part_of(found.importer), ())
        )
    ]


def libraries_away_from_home(package: Path) -> list[str]:
    """Imports of a library outside its home, and of any library in the leaf modules."""
    return [str(found) for found in imports_of(package) if _is_away(found, package.name)]


def _is_away(found: Import, package: str) -> bool:
    library = found.target.partition(".")[0]
    if part_of(found.importer) in LEAVES:
        return library not in sys.stdlib_module_names | {package, "msgspec"}
    homes = HOMES.get(library)
    return homes is not None and not any(fnmatch(found.path, home) for home in homes)


def cycles(package: Path) -> list[list[str]]:
    """The groups of modules that import each other, directly or through others."""
    graph: dict[str, set[str]] = {name: set() for name in modules_of(package)}
    for found in imports_of(package):
        if found.target in graph and found.target != found.importer:
            graph[found.importer].add(found.target)
    reached = {name: _reachable(name, graph) for name in graph}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return sorted(list(group) for group in groups)


def _reachable(start: str, graph: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [*graph[start]]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph[name]
    return seen


def ways_into_the_core(package: Path) -> list[str]:
    """Imports of the interpreter's core from outside, and what else its state must not know."""
    modules = modules_of(package)
    link = f"{package.name}.link"
    core = {f"{link}.{name}" for name in CORE}
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for found in imports_of(package):
        if found.target in modules:
            graph[found.importer].add(found.target)
    wrong = [
        str(found)
        for found in imports_of(package)
        if found.target in core and found.importer not in core | {f"{link}.{DRIVER}"}
    ]
    for name in STATE:
        known = _reachable(f"{link}.{name}", graph) if f"{link}.{name}" in graph else set()
        above = sorted(known & (core | {f"{link}.frame", f"{link}.flow"}))
        wrong += [f"{link}.{name} reaches {each}" for each in above]
    return wrong


def test_imports_point_one_way() -> None:
    assert wrong_ways(PACKAGE) == []


def test_libraries_stay_at_home() -> None:
    assert libraries_away_from_home(PACKAGE) == []


def test_the_interpreter_has_a_small_core() -> None:
    assert ways_into_the_core(PACKAGE) == []
    names = {name.rpartition(".")[2] for name in modules_of(PACKAGE) if ".link." in name}
    assert {*CORE, *STATE, DRIVER} <= names


def test_no_import_cycles() -> None:
    assert cycles(PACKAGE) == []


_ASKING = re.compile(
    r"open|os\.(?:open|stat|lstat|listdir|scandir|walk|readlink)"
    r"|os\.path\.(?:exists|lexists|get\w+|is(?:dir|file|link)|realpath|samefile)"
    r"|(?!.*\bdisk\b).*\.(?:exists|is_dir|is_file|is_symlink|iterdir|glob|rglob|open|read_bytes"
    r"|read_text|readlink|resolve|stat|lstat)"
)


def questions_of(file: Path) -> list[str]:
    """The calls in a module that ask the file system anything, but for those of a `disk`."""
    calls = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call)]
    return [
        f"{file.name}:{call.lineno}: {ast.unparse(call.func)}"
        for call in calls
        if _ASKING.fullmatch(ast.unparse(call.func))
    ]


def test_discovery_asks_the_file_system_in_one_place() -> None:
    rooms = ("discover", "deploy", "filesystem")
    files = [file for room in rooms for file in (PACKAGE / room).rglob("*.py")]
    modules = {file: questions_of(file) for file in files}
    for name in ("disk", "opening", "atomic"):
        assert modules.pop(PACKAGE / "filesystem" / f"{name}.py") != []
    assert [each for found in modules.values() for each in found] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("os.path.isfile(x)\n", 1),
        ("Path(x).read_bytes()\n", 1),
        ("open(x)\n", 1),
        ("place.disk.is_file(x)\nself.disk.exists(x)\nos.path.join(x)\nast.walk(x)\n", 0),
    ],
)
def test_a_question_past_the_disk_is_found(tmp_path: Path, text: str, count: int) -> None:
    (tmp_path / "module.py").write_text(text)
    assert len(questions_of(tmp_path / "module.py")) == count


LONGEST_FILE = 500
LONGEST_FUNCTION = 60
MOST_AT_THE_ROOT = 12

_NOUN_CLAUSES = frozenset({"Whether", "What", "Which", "Where", "How", "Why", "All", "One", "Each"})
"""How docstrings of functions must not begin; ruff's D401 takes some of them for imperatives."""


def too_large(package: Path) -> list[str]:
    """Files and functions that want to be parted along the domain, and a root that is full."""
    root = [file.name for file in package.glob("*.py")]
    found = [f"{package.name}: {len(root)} files"] if len(root) > MOST_AT_THE_ROOT else []
    for file in package.rglob("*.py"):
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE:
            found.append(f"{file.name}: {lines} lines")
        found += [
            f"{file.name}:{each.lineno}: {each.name}: {length} lines"
            for each in _functions(file)
            if (length := (each.end_lineno or 0) - each.lineno + 1) > LONGEST_FUNCTION
        ]
    return found


def noun_clauses(package: Path) -> list[str]:
    """Functions whose docstrings say what is returned, and not what to do."""
    return [
        f"{file.name}:{each.lineno}: {each.name}"
        for file in package.rglob("*.py")
        for each in _functions(file)
        if (ast.get_docstring(each) or "-").split()[0] in _NOUN_CLAUSES
        and not any("property" in ast.unparse(wrapper) for wrapper in each.decorator_list)
    ]


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_files_and_functions_are_small() -> None:
    assert too_large(PACKAGE) == []


def test_docstrings_say_what_to_do() -> None:
    assert noun_clauses(PACKAGE) == []


def test_what_is_too_large_is_found(tmp_path: Path) -> None:
    files = {f"{name}.py": "" for name in "abcdefghijkl"}
    files["a.py"] = "x = 1\n" * (LONGEST_FILE + 1)
    files["b.py"] = 'def f():\n    """How to."""\n' + "    x = 1\n" * LONGEST_FUNCTION
    package = write_package(tmp_path, files)
    found = too_large(package)
    assert found[0] == "snapcheck: 13 files"
    assert sorted(found[1:]) == ["a.py: 501 lines", "b.py:1: f: 62 lines"]
    assert noun_clauses(package) == ["b.py:1: f"]


# The checker itself, on a tree that breaks each rule once.


def write_package(root: Path, files: Mapping[str, str]) -> Path:
    """A package `snapcheck` of these files, with an `__init__.py` in each folder."""
    package = root / "snapcheck"
    for name, text in files.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for folder in {file.parent for file in package.rglob("*.py")} | {package}:
        (folder / "__init__.py").touch()
    return package


def test_a_way_into_the_core_is_found(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        {
            "link/calls.py": "",
            "link/frame.py": "",
            "link/lifecycle.py": "from snapcheck.link import calls\n",
            "link/models/django.py": "from snapcheck.link.calls import call\n",
            "link/mro.py": "import snapcheck.link.frame\n",
            "link/heap.py": "from snapcheck.link import mro\n",
        },
    )
    imported, reached = ways_into_the_core(package)
    assert imported.endswith("snapcheck.link.models.django imports snapcheck.link.calls")
    assert reached == "snapcheck.link.heap reaches snapcheck.link.frame"


def test_good_tree_passes(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        {
            "model.py": "import enum\n",
            "facts.py": "from snapcheck.model import Phase\n",
            "read/newer_syntax.py": "import libcst as cst\n",
            "read/module.py": "from snapcheck import __version__, facts\nfrom . import scope\n",
            "read/scope.py": "",
            "link/program.py": "from snapcheck import knowledge\nfrom . import values\n",
            "link/values.py": "from ..facts import Name\n",
            "checks/kept.py": "from snapcheck.link.program import Program\n",
            "knowledge.py": "from snapcheck.model import Rule\n",
            "analysis.py": "from snapcheck.read import module\nfrom snapcheck.checks import kept\n",
            "report/sarif_json.py": "def render():\n    import sarif_om\n",
            "cli.py": "import click\nfrom snapcheck.commands.check import check\n",
            "commands/check.py": "import click\nfrom snapcheck import analysis\n",
        },
    )
    assert wrong_ways(package) == []
    assert libraries_away_from_home(package) == []
    assert cycles(package) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("read/module.py", "from snapcheck.link import program\n"),
        ("read/module.py", "def late():\n    from snapcheck import analysis\n"),
        ("link/program.py", "from snapcheck.checks.kept import find\n"),
        ("link/program.py", "from ..read import module\n"),
        ("checks/kept.py", "import snapcheck.read.module\n"),
        ("model.py", "from snapcheck import facts\n"),
        ("knowledge.py", "if TYPE_CHECKING:\n    from snapcheck.analysis import check\n"),
        ("report/text.py", "from snapcheck.cli import main\n"),
        ("discover/files.py", "from snapcheck.fix import plan\n"),
        ("helpers.py", ""),
    ],
)
def test_a_wrong_way_is_found(tmp_path: Path, path: str, text: str) -> None:
    others = ("analysis", "facts", "fix/plan", "cli", "link/program", "read/module", "checks/kept")
    package = write_package(tmp_path, {**{f"{name}.py": "" for name in others}, path: text})
    assert len(wrong_ways(package)) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("read/module.py", "import libcst as cst\n"),
        ("link/program.py", "def infer():\n    from astroid import parse\n"),
        ("report/text.py", "from sarif_om import SarifLog\n"),
        ("analysis.py", "import click\n"),
        ("config.py", "from yaml import compose\n"),
        ("model.py", "import attrs\n"),
        ("facts.py", "from libcst.metadata import PositionProvider\n"),
    ],
)
def test_a_library_away_from_home_is_found(tmp_path: Path, path: str, text: str) -> None:
    assert len(libraries_away_from_home(write_package(tmp_path, {path: text}))) == 1


def test_a_cycle_is_found(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        {
            "read/module.py": "from snapcheck.read.scope import Scope\n",
            "read/scope.py": "def late():\n    from . import expressions\n",
            "read/expressions.py": "import snapcheck.read.module\n",
            "read/depth.py": "from snapcheck.read import module\n",
        },
    )
    names = ("expressions", "module", "scope")
    assert cycles(package) == [[f"snapcheck.read.{name}" for name in names]]


def test_a_cycle_through_a_package_init_is_found(tmp_path: Path) -> None:
    package = write_package(
        tmp_path,
        {
            "report/__init__.py": "from snapcheck.report.text import render\nFORMATS = {}\n",
            "report/text.py": "from snapcheck.report import FORMATS\n",
        },
    )
    assert cycles(package) == [["snapcheck.report", "snapcheck.report.text"]]
