"""What git leaves out of a repository: .gitignore files, nested ones, and .git/info/exclude.

Rules are asked about one file or folder at a time, from the top down, as git does: what lies in a
folder that is left out is never asked about. The user's own global excludes file is not read,
so that a run finds the same files on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

from snapcheck.discover.disk import FILE, Disk

# A name of 255 characters is matched in no time against four stars; each further one multiplies
# the time by fifty, and a folder that is handed in for analysis must not be able to stall it.
MOST_STARS = 4
_MOST_SPELLINGS = 64
_MOST_NAMES = 10_000

# Nearly all lines are names, paths and endings that are written out. They need no expression, and
# so no pathspec: it takes 30 ms to import, and a tenth of a millisecond for each expression.
_LITERAL = r"[\w.+@~=,%$&:;-]+"
_NAME = re.compile(rf"(?:\*\*/)?({_LITERAL})")
_ENDING = re.compile(rf"\*({_LITERAL})")
_PATH = re.compile(rf"/?({_LITERAL}(?:/{_LITERAL})*)")
_LETTERS = re.compile(r"\[([A-Za-z0-9]+)\]")
_WILD = re.compile(r"[*?/]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an ignore file: its place in the file, and what it means for what it matches."""

    number: int
    keeps: bool
    only_folders: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line that is no plain name: its text without `!` and the last slash.

    Whatever it matches holds `literal`.
    """

    line: Line
    text: str
    literal: str

    def matches(self, path: str) -> bool:
        """Whether this line speaks of exactly this path, not only of a folder above it."""
        if self.literal not in path:
            return False
        # pathspec's expressions also match all that lies in a matched folder, and mark that by
        # this group. Folders are asked about on their own here, so that does not count.
        return any(
            found is not None and not found.groupdict().get("ps_d")
            for found in (each.search(path) for each in _expressions(self.text))
        )


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of one ignore file. Those without a slash inside are about names, in any folder."""

    names: dict[str, list[Line]] = field(default_factory=dict)
    endings: dict[str, list[Line]] = field(default_factory=dict)
    patterns_of_names: list[Pattern] = field(default_factory=list)
    paths: dict[str, list[Line]] = field(default_factory=dict)
    patterns_of_paths: list[Pattern] = field(default_factory=list)
    _by_name: dict[tuple[str, bool], Line | None] = field(default_factory=dict)
    _endings: list[tuple[str, ...]] = field(default_factory=list)

    def last(self, below: str, *, is_folder: bool) -> Line | None:
        """The last line that matches a path, which is relative to the folder of the file."""
        name = below.rpartition("/")[2]
        by_name = self._by_name.get((name, is_folder), _UNKNOWN)
        if by_name is _UNKNOWN:
            if len(self._by_name) >= _MOST_NAMES:
                self._by_name.clear()
            by_name = _last(self._lines_about(name), is_folder)
            self._by_name[name, is_folder] = by_name
        if not self.paths and not self.patterns_of_paths:
            return by_name
        about = [] if by_name is None else [by_name]
        about.extend(self.paths.get(below, ()))
        about.extend(each.line for each in self.patterns_of_paths if each.matches(below))
        return _last(about, is_folder)

    def _lines_about(self, name: str) -> Iterator[Line]:
        yield from self.names.get(name, ())
        if self.endings and name.endswith(self._all_endings()):
            for ending, lines in self.endings.items():
                if name.endswith(ending):
                    yield from lines
        yield from (each.line for each in self.patterns_of_names if each.matches(name))

    def _all_endings(self) -> tuple[str, ...]:
        if not self._endings:
            self._endings.append(tuple(self.endings))
        return self._endings[0]

    @property
    def is_empty(self) -> bool:
        """Whether no line says anything."""
        return not (
            self.names
            or self.endings
            or self.paths
            or self.patterns_of_names
            or self.patterns_of_paths
        )


_UNKNOWN = Line(-1, False, False)


def _last(lines: Iterable[Line], is_folder: bool) -> Line | None:
    fitting = (line for line in lines if is_folder or not line.only_folders)
    return max(fitting, key=lambda line: line.number, default=None)


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The ignore lines that hold in one folder; the nearest file's last matching line decides.

    `base` is the folder of the ignore file, with a separator at its end.
    """

    base: str
    lines: Lines
    outer: IgnoreRules | None

    def leave_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether git would leave out this file or folder, which lies below `base`."""
        rules: IgnoreRules | None = self
        while rules is not None:
            below = path[len(rules.base) :].replace(os.sep, "/")
            line = rules.lines.last(below, is_folder=is_folder)
            if line is not None:
                return not line.keeps
            rules = rules.outer
        return False


def rules_in(
    folder: str, names: Collection[str], outer: IgnoreRules | None, disk: Disk
) -> IgnoreRules | None:
    """The rules that hold for the entries `names` of a folder, given those of the folder above."""
    if ".git" in names:
        # A repository in a repository (a submodule): the outer one's lines end here.
        outer = _with_lines(folder, exclude_file(Path(folder, ".git"), disk), None, disk)
    if ".gitignore" in names:
        outer = _with_lines(folder, Path(folder, ".gitignore"), outer, disk)
    return outer


def rules_above(folder: Path, root: Path, disk: Disk) -> IgnoreRules | None:
    """The rules that hold for `folder` itself: from the repository's top (or `root`) down.

    None if they leave it out: who names a folder wants it analysed all the same.
    """
    rules: IgnoreRules | None = None
    for above, below in _way_down(folder, root, disk):
        names = [name for name in (".git", ".gitignore") if _exists(above, name, disk)]
        rules = rules_in(above, names, rules, disk)
        if rules is not None and rules.leave_out(below, is_folder=True):
            rules = None
    return rules


def exclude_file(git: Path, disk: Disk) -> Path:
    """Where a repository's own excludes are; in a worktree, `.git` is a file that says where."""
    if disk.own_kind(git) == FILE:
        git = git.parent / _text(git, disk).removeprefix("gitdir:").strip()
        # A worktree shares the excludes of its repository; a submodule has its own.
        git = git / _text(git / "commondir", disk).strip()
    return git / "info" / "exclude"


def _way_down(folder: Path, root: Path, disk: Disk) -> Iterator[tuple[str, str]]:
    """Each step from the top down to `folder`, as pairs of a folder and the next one below it."""
    way = [folder, *folder.parents]
    top = next((at for at, above in enumerate(way) if _exists(str(above), ".git", disk)), None)
    if top is None:
        top = way.index(root) if root in way else 0
    for at in range(top, 0, -1):
        yield str(way[at]), str(way[at - 1])


def _exists(folder: str, name: str, disk: Disk) -> bool:
    return bool(disk.own_kind(os.path.join(folder, name)))


def _with_lines(
    folder: str, file: Path, outer: IgnoreRules | None, disk: Disk
) -> IgnoreRules | None:
    """`outer` with the lines of an ignore file on top; unchanged where there are none."""
    lines = _read_lines(_text(file, disk))
    return outer if lines.is_empty else IgnoreRules(os.path.join(folder, ""), lines, outer)


def _text(file: Path, disk: Disk) -> str:
    """The text of a file of git's, and nothing where there is none that can be read."""
    try:
        # A fifo of this name would never end, and git does not follow links here.
        data = disk.read(file) if disk.own_kind(file) == FILE else b""
    except (OSError, ValueError):
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=1_000)  # many folders of one repository hold the same .gitignore
def _read_lines(text: str) -> Lines:
    lines = Lines()
    for number, each in enumerate(text.split("\n")):
        _read_line(each, number, lines)
    return lines


def _read_line(text: str, number: int, into: Lines) -> None:
    """Takes up one line of an ignore file; nothing of blank, comment and broken lines."""
    if not text.endswith("\\ "):
        text = text.rstrip()
    if not text or text.startswith("#"):
        return
    only_folders = text.endswith("/")
    # pathspec reads "build/" as "all that lies in build"; asked is whether it names the folder.
    text = text.removesuffix("/") if only_folders else text
    if any(part.count("*") > MOST_STARS for part in text.split("/")):
        return
    keeps = text.startswith("!")
    line = Line(number, keeps, only_folders)
    written = text.removeprefix("!")
    by_name = "/" not in written
    for spelling in _spellings(written):
        name, path = _NAME.fullmatch(spelling), _PATH.fullmatch(spelling)
        ending = _ENDING.fullmatch(spelling)
        if name is not None:
            into.names.setdefault(name[1], []).append(line)
        elif ending is not None:
            into.endings.setdefault(ending[1], []).append(line)
        elif path is not None:
            into.paths.setdefault(path[1], []).append(line)
        elif by_name:
            into.patterns_of_names.append(Pattern(line, spelling, _literal_in(spelling)))
        else:
            into.patterns_of_paths.append(Pattern(line, spelling, _literal_in(spelling)))


def _spellings(text: str) -> Iterator[str]:
    """What a line with sets of letters (`[Dd]ebug`) stands for, if these are few."""
    parts = _LETTERS.split(text) if "\\" not in text else [text]
    choices = [list(part) if at % 2 else [part] for at, part in enumerate(parts)]
    found = list(islice(map("".join, product(*choices)), _MOST_SPELLINGS + 1))
    is_read = len(found) <= _MOST_SPELLINGS and not any("[" in part for part in parts[::2])
    yield from found if is_read else [text]


def _literal_in(text: str) -> str:
    """The longest text that everything holds which the line matches."""
    if "\\" in text:
        return ""
    text = text.rstrip()
    outside = [text.partition("[")[0], text.rpartition("]")[2]] if "[" in text else [text]
    return max((run for part in outside for run in _WILD.split(part)), key=len)


@lru_cache(maxsize=10_000)
def _expressions(text: str) -> tuple[re.Pattern[str], ...]:
    """The line as pathspec reads it; nothing for a broken one."""
    from pathspec import GitIgnoreSpec

    try:
        # With `!` before it, whatever else the text begins with stands for itself.
        patterns = list(GitIgnoreSpec.from_lines([f"!{text}"]).patterns)
    except (ValueError, re.error):
        return ()
    return tuple(
        pattern.regex
        for pattern in patterns
        if pattern.include is not None and isinstance(pattern.regex, re.Pattern)
    )
