"""Which files one run analyses: Python source and deployment files, without what nobody here wrote.

What git ignores, generated folders, environments and copies of third-party packages are passed
over. What the user names is analysed all the same. Each real file is found once, whatever links
lead to it, and by its path without links where it has one.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from snapcheck.config.repository import repository_root
from snapcheck.deploy.cdk.assets import SYNTHESISED
from snapcheck.deploy.registry import language_of, may_deploy
from snapcheck.discover.gitignore import IgnoreRules, rules_above, rules_in
from snapcheck.discover.vendored import vendored_entries
from snapcheck.filesystem.disk import FILE, FOLDER, LINK, Disk, current_folder
from snapcheck.filesystem.opening import is_of_the_kernel
from snapcheck.internal import internal_problem
from snapcheck.model import Problem, ProblemKind

# Folders that tools make, under names that nobody gives to source. `build`, `dist` and `env` are
# not among them, for some people do: those are passed over only where git ignores them (nearly
# every .gitignore names them), or where `is_generated` finds what the tools leave inside.
GENERATED = frozenset(
    (
        ".aws-sam",
        ".direnv",
        ".eggs",
        ".git",
        ".hg",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".ruff_cache",
        ".serverless",
        ".svn",
        ".terraform",
        ".tox",
        ".venv",
        "__pycache__",
        "__pypackages__",
        "cdk.out",
        "node_modules",
        "site-packages",
        "venv",
    )
)

# Of what a CDK program has written, the templates are read and the copies of the code are not.
ASSEMBLY_LIMIT = 100

# A link may lead to shared code outside, but must not make the whole disk a part of the program.
LINKED_LIMIT = 2_000


class Tree(Struct, frozen=True):
    """The files of one run, sorted by path.

    All paths are absolute. `templates` are the deployment files of all languages; `left_out` counts
    the vendored packages. `links` are the symbolic links to files and folders of
    the run, which an import may go through: a file itself is listed once. `above` are deployment
    files above what was named: of them only what they say of its functions counts. `empty` says
    of named folders that there is nothing to analyse in them.
    """

    python: tuple[str, ...]
    templates: tuple[str, ...]
    left_out: int
    problems: tuple[Problem, ...]
    links: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def above(paths: Sequence[Path], disk: Disk) -> tuple[str, ...]:
    """Return the deployment files that lie above `paths`, up to the repository's root.

    Without a repository the working folder is the highest that is looked into.
    """
    found: set[str] = set()
    seen: set[Path] = set()
    for path in paths:
        given = Path(os.path.abspath(path))
        folders = list(given.parents)
        top = repository_root(given)
        if not disk.exists(top / ".git"):
            top = Path(current_folder() or given)
        for folder in folders:
            if folder in seen or not folder.is_relative_to(top):
                break
            seen.add(folder)
            found.update(_deploying_in(str(folder), disk))
    return tuple(sorted(found))


def _deploying_in(folder: str, disk: Disk) -> Iterator[str]:
    """Yield the deployment files right in a folder; git's rules hold there too."""
    try:
        names = disk.listing(folder)
        rules = rules_in(folder, names, None, disk)
    except OSError:
        return
    for name, kind in names.items():
        path = os.path.join(folder, name)
        wanted = kind == FILE and not name.endswith(".py") and may_deploy(name)
        if wanted and not _ignored(rules, path) and language_of(path, disk) is not None:
            yield path


def find_files(paths: Sequence[Path], disk: Disk, *, include_vendored: bool = False) -> Tree:
    """Return the Python files and templates among and below `paths`.

    Problems are relative to the root.
    """
    search = _Search(disk, include_vendored)
    for given in paths:
        search.begin(given)
    search.walk()
    search.follow_links()
    search.miss_python()
    return Tree(
        python=_by_path(search.python),
        templates=_by_path(search.templates),
        left_out=len(search.left_out.difference(search.python)),
        problems=tuple(sorted(search.problems)),
        links=tuple(sorted(search.links)),
        empty=tuple(search.empty),
    )


def is_generated(name: str, names: Collection[str]) -> bool:
    """Return whether the entries `names` of the folder `name` show that a tool made it.

    An environment, by whatever name, holds a pyvenv.cfg; what setuptools builds lies beside a
    `bdist.PLATFORM` folder. `dist` needs no rule: what is built into it holds no loose Python.
    """
    return "pyvenv.cfg" in names or (
        name == "build" and any(each.startswith("bdist.") for each in names)
    )


class _Folder(Struct, frozen=True):
    """A folder to be walked: its path as found, its real path, and the rules that hold for it.

    `link` is the symbolic link by which it was reached, if it lies outside of the root.
    """

    path: str
    real: str
    rules: IgnoreRules | None
    given: bool = False
    link: str = ""


class _Link(Struct, frozen=True):
    """A symbolic link, followed when all that can be reached without links has been."""

    path: str
    rules: IgnoreRules | None
    given: Path | None = None


class _Search:
    """One search as it goes on. The maps lead from a file's real path to the path found first."""

    def __init__(self, disk: Disk, include_vendored: bool) -> None:
        self.disk = disk
        self.include_vendored = include_vendored
        self.python: dict[str, str] = {}
        self.templates: dict[str, str] = {}
        self.left_out: set[str] = set()
        self.problems: set[Problem] = set()
        self.empty: list[str] = []
        self.links: set[str] = set()
        self._given: list[tuple[Path, _Folder]] = []
        self._stack: list[_Folder] = []
        self._links: list[_Link] = []
        self._walked: set[str] = set()
        self._behind: Counter[str] = Counter()
        self._named: set[str] = set()

    def begin(self, given: Path) -> None:
        """Take up a path that the user gave; one that leads through a link waits for the rest."""
        path = os.path.abspath(given)
        self._named.add(str(given))
        try:
            self.disk.reach(path)
        except (OSError, ValueError) as error:
            self._problem(given, *self._why_not(error, path))
            return
        if self._is_direct(path):
            self._take_up(given, path)
        else:
            self._links.append(_Link(path, None, given))

    def walk(self) -> None:
        """Find the files below the folders that have been taken up, with no recursion."""
        while self._stack:
            folder = self._stack.pop()
            try:
                self._walk_one(folder)
            except OSError as error:
                self._problem(folder.path, *self._why_not(error, folder.path))
                self._given = [pair for pair in self._given if pair[1].real != folder.real]
            except Exception as error:
                self.problems.add(internal_problem(self._shown(folder.path), "searching it", error))

    def follow_links(self) -> None:
        """Find what can be reached only through links; each turn may find further ones."""
        while self._links:
            links = sorted(self._links, key=lambda link: (link.given is not None, link.path))
            self._links = []
            for link in links:
                if link.given is not None:
                    self._take_up(link.given, link.path)
                else:
                    self._follow(link)
                self.walk()

    def miss_python(self) -> None:
        """Say which of the given folders hold no Python file and no deployment file."""
        reals = sorted([*self.python, *self.templates])
        paths = sorted([*self.python.values(), *self.templates.values()])
        left_out = sorted(self.left_out)
        for given, folder in self._given:
            if _is_any_below(reals, folder.real) or _is_any_below(paths, folder.path):
                continue
            mend = "name a folder that holds Python files which git does not ignore"
            if _is_any_below(left_out, folder.real):
                mend = "it holds only third-party packages: --include-vendored analyses them"
            self.empty.append(f"no Python files in {self._shown(given)} ({mend})")

    def _take_up(self, given: Path, path: str) -> None:
        """Take up a given path for what it is: a folder, a Python file, a template, or neither."""
        real, kind = self.disk.real(path), self.disk.kind(path)
        if kind == FOLDER:
            rules = rules_above(Path(path), Path(self.disk.root), self.disk)
            folder = _Folder(path, real, rules, given=True)
            self._given.append((given, folder))
            self._stack.append(folder)
        elif kind != FILE:
            self._problem(given, "neither a file nor a folder", "name Python files or folders")
        elif path.endswith(".py"):
            self._add(self.python, path, real)
        elif may_deploy(os.path.basename(path)):
            self._add(self.templates, path, real)
        else:
            self._problem(given, "not a Python file", "name Python files, templates or folders")

    def _walk_one(self, folder: _Folder) -> None:
        """Find the files of one folder, and puts its folders on the stack."""
        if folder.real in self._walked:
            return
        names = self.disk.listing(folder.path)
        if not folder.given and is_generated(folder.path.rpartition(os.sep)[2], names):
            return
        if folder.link and not self._may_go_on(folder.link):
            return
        self._walked.add(folder.real)
        rules = rules_in(folder.path, names, folder.rules, self.disk)
        copies: frozenset[str] = frozenset()
        if not self.include_vendored:
            copies = vendored_entries(folder.path, names, self.disk)
        begin, real_begin = _inside(folder.path), _inside(folder.real)
        for name, kind in names.items():
            path = begin + name
            real = path if begin == real_begin else real_begin + name
            if kind == FOLDER:
                self._see_folder(_Folder(path, real, rules, link=folder.link), name in copies)
            elif kind == LINK:
                if name not in copies and name not in GENERATED:
                    self._links.append(_Link(path, rules))
            elif _is_wanted(name) and not _ignored(rules, path):
                self._take(path, real, kind, name in copies)

    def _take_synthesised(self, path: str) -> None:
        """Take the templates that a CDK program has written; git ignores them nearly always."""
        folders = [path]
        for folder in folders:
            try:
                names = self.disk.listing(folder)
            except OSError:
                continue  # what a program has written for itself need not be readable
            for name, kind in names.items():
                each = os.path.join(folder, name)
                if name.endswith(".template.json") and kind == FILE:
                    self._add(self.templates, each, self.disk.real(each))
                elif name.startswith("assembly-") and len(folders) < ASSEMBLY_LIMIT:
                    folders.extend([each] if kind == FOLDER else [])

    def _may_go_on(self, link: str) -> bool:
        """Return whether another folder behind a link is to be walked."""
        self._behind[link] += 1
        if self._behind[link] == LINKED_LIMIT + 1:
            self._problem(
                link,
                f"the link leads out of the analysed folder, to more than {LINKED_LIMIT:,} folders",
                "name the folder that it leads to, or leave the link out",
            )
        return self._behind[link] <= LINKED_LIMIT

    def _see_folder(self, folder: _Folder, is_copy: bool) -> None:
        """Put a folder on the stack, or note that it is a third-party package."""
        path, real, rules = folder.path, folder.real, folder.rules
        name = path.rpartition(os.sep)[2]
        if name == SYNTHESISED:
            self._take_synthesised(path)
        elif name in GENERATED or _ignored(rules, path, is_folder=True):
            return
        elif is_copy:
            if _may_hold_python(real, self.disk):
                self.left_out.add(real)
        else:
            self._stack.append(folder)

    def _take(self, path: str, real: str, kind: str, is_copy: bool) -> None:
        """Take what is no folder and no link, if it is a file to analyse."""
        is_python = path.endswith(".py")
        if kind != FILE:
            if is_python:
                self._problem(path, "not a regular file", "remove it, or ignore it in .gitignore")
        elif is_python and is_copy:
            self.left_out.add(real)
        elif is_python:
            self._add(self.python, path, real)
        elif not self._is_for_tests(path) and language_of(path, self.disk) is not None:
            self._add(self.templates, path, real)

    def _is_for_tests(self, path: str) -> bool:
        """Return whether a file lies among what tests compare with or begin from."""
        return _FOR_TESTS.search(path.removeprefix(self.disk.root).replace(os.sep, "/")) is not None

    def _follow(self, link: _Link) -> None:
        """Follow a link to a folder or a file, unless it leads in a circle or to nothing."""
        try:
            kind = self.disk.reach(link.path)
        except OSError as error:
            self._leads_nowhere(link, error)
            return
        if _ignored(link.rules, link.path, is_folder=kind == FOLDER):
            return
        real = self.disk.real(link.path)
        if is_of_the_kernel(real):
            if kind == FOLDER or _is_wanted(os.path.basename(link.path)):
                self._problem(link.path, "the link leads into the kernel's files", "remove it")
        elif kind == FOLDER:
            if not self._is_above(real, link.path) and os.path.basename(real) not in GENERATED:
                self.links.add(link.path)
                outside = "" if _is_below(real, self.disk.real_root) else link.path
                self._stack.append(_Folder(link.path, real, link.rules, link=outside))
        elif kind == FILE and not any(_is_below(real, each) for each in self.left_out):
            if link.path.endswith(".py"):
                self.links.add(link.path)
                self._add(self.python, link.path, real)
            elif (
                may_deploy(os.path.basename(link.path))
                and language_of(link.path, self.disk) is not None
            ):
                self._add(self.templates, link.path, real)

    def _leads_nowhere(self, link: _Link, error: OSError) -> None:
        # Emacs marks a file that is being edited by a link to nowhere, `.#name.py`.
        lock = os.path.basename(link.path).startswith(".#")
        if link.path.endswith(".py") and not lock and not _ignored(link.rules, link.path):
            self._problem(link.path, *self._why_not(error, link.path))

    def _add(self, found: dict[str, str], path: str, real: str) -> None:
        try:
            path.encode()
        except UnicodeEncodeError:
            self._problem(path, "the path is not UTF-8", "rename the file or folder")
        else:
            found.setdefault(real, path)

    def _is_direct(self, path: str) -> bool:
        """Return whether no link lies on the way to `path`.

        Those on the way to the root do not count.
        """
        disk = self.disk
        real = disk.real(path)
        return real in (path, os.path.join(disk.real_root, os.path.relpath(path, disk.root)))

    def _is_above(self, real: str, path: str) -> bool:
        """Return whether a link at `path` leads to a folder that holds it or what was given."""
        folders = [folder.real for _, folder in self._given]
        folders.append(self.disk.real(os.path.dirname(path)))
        return any(_is_below(each, real) for each in folders)

    def _problem(self, path: Path | str, message: str, mend: str) -> None:
        given = str(path) in self._named
        kind = ProblemKind.MISSING_PATH if given else ProblemKind.UNREADABLE_PATH
        self.problems.add(Problem(self._shown(path), 0, message, mend, kind=kind))

    def _shown(self, path: Path | str) -> str:
        """Return the path as reports show it: relative below the root, else as it was given."""
        absolute = Path(os.path.abspath(path))
        if absolute.is_relative_to(self.disk.root):
            path = absolute.relative_to(self.disk.root)
        return os.fsencode(Path(path).as_posix()).decode("utf-8", "replace")

    def _why_not(self, error: OSError | ValueError, path: str) -> tuple[str, str]:
        """Return what is wrong with a path, and what the user can do."""
        if isinstance(error, PermissionError):
            return "cannot be read: permission denied", "give read access, or leave it out"
        if self.disk.own_kind(path) == LINK:
            return "the link leads nowhere", "mend or remove the link"
        if isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
            near = self._near(path)
            hint = (
                f"did you mean {near}?" if near else "check the spelling and the folder you are in"
            )
            return "no such file or folder", hint
        return f"cannot be read: {error.strerror}", "mend it, or leave it out"

    def _near(self, path: str) -> str:
        """Return what beside a path has nearly its name; empty if nothing has."""
        folder, _, name = path.rpartition(os.sep)
        try:
            names = list(self.disk.listing(folder))
        except (OSError, ValueError):
            return ""
        from difflib import get_close_matches  # takes a while, and most runs never get here

        near = get_close_matches(name, names, 1)
        return self._shown(os.path.join(folder, near[0])) if near else ""


_FOR_TESTS = re.compile(
    r"/__snapshots__/|/(?:tests?|__tests__)/(?:.*/)?(?:snapshots?|fixtures?|testdata|golden|expected)/"
)


@lru_cache(maxsize=10_000)  # folders of one repository hold files of the same names
def _is_wanted(name: str) -> bool:
    """Return whether a file of this name can be one to analyse."""
    return name.endswith(".py") or may_deploy(name)


def _ignored(rules: IgnoreRules | None, path: str, *, is_folder: bool = False) -> bool:
    return rules is not None and rules.leave_out(path, is_folder=is_folder)


def _is_below(path: str, folder: str) -> bool:
    """Return whether `path` is the folder itself or lies below it."""
    return path == folder or path.startswith(_inside(folder))


def _is_any_below(paths: Sequence[str], folder: str) -> bool:
    """Return whether any of the sorted paths lies below a folder."""
    begin = _inside(folder)
    at = bisect_left(paths, begin)
    return at < len(paths) and paths[at].startswith(begin)


def _inside(folder: str) -> str:
    """Return what the paths of a folder's entries begin with."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def _may_hold_python(folder: str, disk: Disk) -> bool:
    """Tell whether there are Python files in a folder, or folders that may hold some."""
    try:
        names = disk.listing(folder)
    except OSError:
        return False  # what cannot be read is not analysed either
    return any(kind == FOLDER or name.endswith(".py") for name, kind in names.items())


def _by_path(found: dict[str, str]) -> tuple[str, ...]:
    """Return the paths sorted folder by folder, as `Path` itself sorts, only faster."""
    # No name holds a zero byte: so a folder's entries come before what its name begins.
    in_order = sorted(found.values(), key=lambda path: path.replace(os.sep, "\0"))
    return tuple(in_order)
