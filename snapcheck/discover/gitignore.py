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

# Nearly all lines are written out, but for a star in one place. They need no expression, and so no
# pathspec: it takes 50 ms to import, and a tenth of a millisecond for each expression.
_LITERAL = re.compile(r"[^*?\[\]\\]+")
_LETTERS = re.compile(r"\[([A-Za-z0-9]+)\]")
_ESCAPED = re.compile(r"\\([^*?\[\]\\/])")
_WILD = re.compile(r"[*?/\[\]]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A text without wildcards, or with one star: what stands before it and after it.

    `depth` is how many names of a path it is about, the last ones, or 0 for all; `whole` says that
    the star is a name of its own, and so stands for something.
    """

    depth: int
    head: str
    tail: str | None
    whole: bool = False

    @property
    def anchor(self) -> str:
        """What each path begins with that this matches."""
        return "" if self.depth else self.head

    def matches(self, path: str) -> bool:
        """Whether this is exactly what a path, or its last names, are called."""
        if self.depth:
            path = "/".join(path.split("/")[-self.depth :])
        if self.tail is None:
            return path == self.head
        if not (path.startswith(self.head) and path.endswith(self.tail)):
            return False
        end = len(path) - len(self.tail)
        return end - len(self.head) >= self.whole and "/" not in path[len(self.head) : end]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Any other text, as pathspec reads it.

    Whatever it matches begins with `head`, ends with `tail` and holds `inside`.
    """

    text: str
    head: str
    tail: str
    inside: str

    @property
    def anchor(self) -> str:
        """What each path begins with that this matches."""
        return self.head

    def matches(self, path: str) -> bool:
        """Whether this speaks of exactly this path, not only of a folder above it."""
        if not (path.startswith(self.head) and path.endswith(self.tail) and self.inside in path):
            return False
        # pathspec's expressions also match all that lies in a matched folder, and mark that by
        # this group. Folders are asked about on their own here, so that does not count.
        return any(
            found is not None and not found.groupdict().get("ps_d")
            for found in (each.search(path) for each in _expressions(self.text))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of an ignore file matches, and what that means.

    `by_name` says that it is about names, in any folder, and not about paths.
    """

    matchers: tuple[Written | Pattern, ...]
    keeps: bool
    only_folders: bool
    by_name: bool


@dataclass(slots=True, eq=False)
class Lines:
    """The lines of one ignore file, and the numbers of those that are quickly looked up."""

    lines: list[Line] = field(default_factory=list)
    _names: dict[str, list[int]] = field(default_factory=dict)
    _endings: dict[str, list[int]] = field(default_factory=dict)
    _paths: dict[str, list[int]] = field(default_factory=dict)
    _about_names: list[tuple[int, Written | Pattern]] = field(default_factory=list)
    _about_paths: list[tuple[int, Written | Pattern]] = field(default_factory=list)
    _all_endings: tuple[str, ...] = ()
    # Each pattern of paths has its end among these tails, or its beginning among these heads.
    _tails: tuple[str, ...] = ()
    _heads: tuple[str, ...] = ()
    _by_name: dict[tuple[str, bool], int] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Lines:
        """The lines of a text that say anything."""
        made = Lines([line for each in text.split("\n") if (line := _read_line(each)) is not None])
        for number, line in enumerate(made.lines):
            for each in line.matchers:
                made._add(number, line, each)
        made._all_endings = tuple(made._endings)
        patterns = [each for _, each in made._about_paths]
        made._tails = tuple({each.tail for each in patterns if each.tail})
        made._heads = tuple({each.anchor for each in patterns if not each.tail})
        return made

    def _add(self, number: int, line: Line, matcher: Written | Pattern) -> None:
        if not isinstance(matcher, Written):
            (self._about_names if line.by_name else self._about_paths).append((number, matcher))
        elif matcher.tail is None and matcher.depth <= 1:
            known = self._names if line.by_name or matcher.depth else self._paths
            known.setdefault(matcher.head, []).append(number)
        elif matcher.tail and not matcher.head and line.by_name:
            self._endings.setdefault(matcher.tail, []).append(number)
        else:
            (self._about_names if line.by_name else self._about_paths).append((number, matcher))

    def last(self, below: str, *, is_folder: bool) -> Line | None:
        """The last line that matches a path, which is relative to the folder of the file."""
        name = below.rpartition("/")[2]
        known = self._by_name.get((name, is_folder))
        if known is None:
            if len(self._by_name) >= _MOST_NAMES:
                self._by_name.clear()
            known = self._by_name[name, is_folder] = self._last(self._naming(name), is_folder)
        about = self._paths.get(below)
        if about is not None:
            known = max(known, self._last(about, is_folder))
        if below.endswith(self._tails) or below.startswith(self._heads):
            about = [number for number, each in self._about_paths if each.matches(below)]
            known = max(known, self._last(about, is_folder))
        return self.lines[known] if known >= 0 else None

    def _naming(self, name: str) -> list[int]:
        about = list(self._names.get(name, ()))
        if name.endswith(self._all_endings):
            for ending, numbers in self._endings.items():
                if name.endswith(ending):
                    about.extend(numbers)
        about.extend([number for number, each in self._about_names if each.matches(name)])
        return about

    def _last(self, numbers: Iterable[int], is_folder: bool) -> int:
        lines = self.lines
        return max((n for n in numbers if is_folder or not lines[n].only_folders), default=-1)


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
    return IgnoreRules(os.path.join(folder, ""), lines, outer) if lines.lines else outer


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
    return Lines.of(text)


@lru_cache(maxsize=10_000)  # and many of them the same lines
def _read_line(text: str) -> Line | None:
    """One line of an ignore file; None for blank, comment and broken lines."""
    if not text.endswith("\\ "):
        text = text.rstrip()
    if text.startswith("#"):
        return None
    keeps = text.startswith("!")
    only_folders = text.endswith("/")
    # pathspec reads "build/" as "all that lies in build"; asked is whether it names the folder.
    text = text.removesuffix("/").removeprefix("!")
    if not text or any(part.count("*") > MOST_STARS for part in text.split("/")):
        return None
    matchers = tuple(_matcher(each) for each in _spellings(text))
    return Line(matchers, keeps, only_folders, "/" not in text)


def _spellings(text: str) -> list[str]:
    """What a text with sets of letters (`[Dd]ebug`) stands for, if these are few."""
    if "[" not in text or "\\" in text:
        return [text]
    parts = _LETTERS.split(text)
    choices = [part if at % 2 else (part,) for at, part in enumerate(parts)]
    found = list(islice(map("".join, product(*choices)), _MOST_SPELLINGS + 1))
    is_read = len(found) <= _MOST_SPELLINGS and not any("[" in part for part in parts[::2])
    return found if is_read else [text]


def _matcher(text: str) -> Written | Pattern:
    """What a text matches that stands for itself: `!` and `#` before it have no meaning."""
    plain = _ESCAPED.sub(r"\1", text)
    anywhere = plain.startswith("**/")
    path = plain.removeprefix("**/") if anywhere else plain.removeprefix("/")
    depth = path.count("/") + 1 if anywhere else 0
    head, star, tail = path.partition("*")
    names = path.split("/")
    if all(names) and (not head or _LITERAL.fullmatch(head)):
        if not star:
            return Written(depth, path, None)
        if not tail or _LITERAL.fullmatch(tail):
            return Written(depth, head, tail, whole="*" in names)
    if "\\" in text:
        return Pattern(text, "", "", "")
    text = text.rstrip()
    head, tail = re.split(r"[*?\[]", text)[0], re.split(r"[*?\]]", text)[-1]
    outside = [text.partition("[")[0], text.rpartition("]")[2]] if "[" in text else [text]
    inside = max((run for part in outside for run in _WILD.split(part)), key=len)
    return Pattern(text, head.lstrip("/"), tail.lstrip("/"), inside)


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
