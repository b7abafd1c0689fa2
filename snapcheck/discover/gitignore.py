"""What git leaves out of a repository: .gitignore files, nested ones, and .git/info/exclude.

Rules are asked about one file or folder at a time, from the top down, as git does: what lies in a
folder that is left out is never asked about. The user's own global excludes file is not read,
so that a run finds the same files on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

from msgspec import Struct

from snapcheck.config.wildcards import has_many_stars, linear
from snapcheck.filesystem.disk import FILE, Disk

_MOST_SPELLINGS = 64
_MOST_NAMES = 10_000

# `[Dd]`: letters and digits written out; an escape of what has no meaning anyway; and what stands
# between the parts of a text that are literal.
_LETTERS = re.compile(r"\[([A-Za-z0-9]+)\]")
_ESCAPED = re.compile(r"\\([^*?\[\]\\/])")
_WILD = re.compile(r"[*?/\[\]]+")
_SPECIAL = frozenset("*?[]\\")
# `**/name` says no more than `name`.
_IN_ANY_FOLDER = re.compile(r"\*\*/(?:\*(?!\*)|[^/*\[])+")


class Pattern(Struct, frozen=True):
    """A text with wildcards. Whatever it matches begins with `head`, ends with `tail` and holds
    `inside`: that turns most paths away, and most expressions are never made.
    """

    text: str
    head: str
    tail: str
    inside: str

    def matches(self, path: str) -> bool:
        """Return whether this speaks of exactly this path, not only of a folder above it."""
        if not (path.startswith(self.head) and path.endswith(self.tail) and self.inside in path):
            return False
        # pathspec's expressions also match all that lies in a matched folder, and mark that by
        # this group. Folders are asked about on their own here, so that does not count.
        return any(
            found is not None and not found.groupdict().get("ps_d")
            for found in (each.search(path) for each in _expressions(self.text))
        )


class Line(Struct, frozen=True):
    """What one line of an ignore file matches, texts and patterns, and what that means.

    `by_name` says that it is about names, in any folder, and not about paths.
    """

    matches: tuple[str | Pattern, ...]
    keeps: bool
    only_folders: bool
    by_name: bool


class _Numbers:
    """The numbers of lines, by what they match: names, or paths."""

    def __init__(self, lines: Sequence[tuple[int, Line]]) -> None:
        self._texts: dict[str, list[int]] = {}
        patterns: list[tuple[int, Pattern]] = []
        for number, line in lines:
            for each in line.matches:
                if isinstance(each, str):
                    self._texts.setdefault(each, []).append(number)
                else:
                    patterns.append((number, each))
        self._bound = [(number, each) for number, each in patterns if each.head or each.tail]
        self._loose = [(number, each) for number, each in patterns if not each.head + each.tail]
        self._tails = tuple({each.tail for _, each in self._bound if each.tail})
        self._heads = tuple({each.head for _, each in self._bound if not each.tail})

    def of(self, path: str) -> list[int]:
        """Return the numbers of all lines that match."""
        found = list(self._texts.get(path, ()))
        if path.endswith(self._tails) or path.startswith(self._heads):
            found.extend([number for number, each in self._bound if each.matches(path)])
        for number, each in self._loose:
            if each.inside in path and each.matches(path):
                found.append(number)
        return found


class Lines:
    """The lines of one ignore file."""

    def __init__(self, text: str) -> None:
        self.lines = [line for each in text.split("\n") if (line := _read_line(each)) is not None]
        numbered = list(enumerate(self.lines))
        self._names = _Numbers([each for each in numbered if each[1].by_name])
        self._paths = _Numbers([each for each in numbered if not each[1].by_name])
        self._known: dict[tuple[str, bool], int] = {}

    def last(self, below: str, *, is_folder: bool) -> Line | None:
        """Return the last line that matches a path, which is relative to the folder of the file."""
        name = below.rpartition("/")[2]
        last = self._known.get((name, is_folder))
        if last is None:
            if len(self._known) >= _MOST_NAMES:
                self._known.clear()
            last = self._last(self._names.of(name), is_folder)
            self._known[name, is_folder] = last
        numbers = self._paths.of(below)
        if numbers:
            last = max(last, self._last(numbers, is_folder))
        return self.lines[last] if last >= 0 else None

    def _last(self, numbers: Sequence[int], is_folder: bool) -> int:
        fitting = (n for n in numbers if is_folder or not self.lines[n].only_folders)
        return max(fitting, default=-1) if numbers else -1


class IgnoreRules(Struct, frozen=True):
    """The ignore lines that hold in one folder; the nearest file's last matching line decides.

    `base` is the folder of the ignore file, with a separator at its end.
    """

    base: str
    lines: Lines
    outer: IgnoreRules | None

    def leave_out(self, path: str, *, is_folder: bool) -> bool:
        """Return whether git would leave out this file or folder, which lies below `base`."""
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
    """Return the rules for the entries `names` of a folder, given those of the folder above."""
    if ".git" in names:
        # A repository in a repository (a submodule): the outer one's lines end here.
        outer = _with_lines(folder, str(exclude_file(Path(folder, ".git"), disk)), None, disk)
    if ".gitignore" in names:
        outer = _with_lines(folder, os.path.join(folder, ".gitignore"), outer, disk)
    return outer


def rules_above(folder: Path, root: Path, disk: Disk) -> IgnoreRules | None:
    """Return the rules that hold for `folder` itself: from the repository's top (or `root`) down.

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
    """Return where a repository's own excludes are.

    In a worktree, `.git` is a file that says where.
    """
    if disk.own_kind(git) == FILE:
        git = git.parent / _text(git, disk).removeprefix("gitdir:").strip()
        # A worktree shares the excludes of its repository; a submodule has its own.
        git = git / _text(git / "commondir", disk).strip()
    return git / "info" / "exclude"


def _way_down(folder: Path, root: Path, disk: Disk) -> Iterator[tuple[str, str]]:
    """Yield each step down to `folder`, as pairs of a folder and the next one below it."""
    way = [folder, *folder.parents]
    top = next((at for at, above in enumerate(way) if _exists(str(above), ".git", disk)), None)
    if top is None:
        top = way.index(root) if root in way else 0
    for at in range(top, 0, -1):
        yield str(way[at]), str(way[at - 1])


def _exists(folder: str, name: str, disk: Disk) -> bool:
    return bool(disk.own_kind(os.path.join(folder, name)))


def _with_lines(
    folder: str, file: str, outer: IgnoreRules | None, disk: Disk
) -> IgnoreRules | None:
    """Return `outer` with the lines of an ignore file on top; unchanged where there are none."""
    lines = _read_lines(_text(file, disk))
    return IgnoreRules(os.path.join(folder, ""), lines, outer) if lines.lines else outer


def _text(file: str | Path, disk: Disk) -> str:
    """Return the text of a file of git's, and nothing where there is none that can be read."""
    try:
        # A fifo of this name would never end, and git does not follow links here.
        data = disk.read(file) if disk.own_kind(file) == FILE else b""
    except (OSError, ValueError):
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=1_000)  # many folders of one repository hold the same .gitignore
def _read_lines(text: str) -> Lines:
    return Lines(text)


@lru_cache(maxsize=10_000)  # and many of them the same lines
def _read_line(text: str) -> Line | None:
    """Return one line of an ignore file; None for blank, comment and broken lines."""
    if not text.endswith("\\ "):
        text = text.rstrip()
    if text.startswith("#"):
        return None
    keeps = text.startswith("!")
    only_folders = text.endswith("/")
    # pathspec reads "build/" as "all that lies in build"; asked is whether it names the folder.
    text = text.removesuffix("/").removeprefix("!")
    if not text:
        return None
    if _IN_ANY_FOLDER.fullmatch(text):
        text = text.removeprefix("**/")
    matches = tuple(_pattern(each) for each in _spellings(text))
    return Line(matches, keeps, only_folders, "/" not in text)


def _spellings(text: str) -> list[str]:
    """Return what a text with sets of letters (`[Dd]ebug`) stands for, if these are few."""
    if "[" not in text or "\\" in text:
        return [text]
    parts = _LETTERS.split(text)
    choices = [part if at % 2 else (part,) for at, part in enumerate(parts)]
    found = list(islice(map("".join, product(*choices)), _MOST_SPELLINGS + 1))
    is_read = len(found) <= _MOST_SPELLINGS and not any("[" in part for part in parts[::2])
    return found if is_read else [text]


def _pattern(text: str) -> str | Pattern:
    """Return what a text matches: one that is written out, exactly this name or path."""
    plain = _ESCAPED.sub(r"\1", text)
    if _SPECIAL.isdisjoint(plain):
        return plain.removeprefix("/")
    if "\\" in text:
        return Pattern(text, "", "", "")
    text = text.rstrip()
    head, tail = re.split(r"[*?\[]", text)[0], re.split(r"[*?\]]", text)[-1]
    outside = [text.partition("[")[0], text.rpartition("]")[2]] if "[" in text else [text]
    inside = max((run for part in outside for run in _WILD.split(part)), key=len)
    return Pattern(text, head.lstrip("/"), tail.lstrip("/"), inside)


@lru_cache(maxsize=10_000)
def _expressions(text: str) -> tuple[re.Pattern[str], ...]:
    """Return the expressions of a text with wildcards; nothing for a broken one."""
    names = text.removeprefix("/").split("/")
    is_plain = "[" not in text and "\\" not in text
    if (is_plain or has_many_stars(text)) and all(names):
        return (linear(names),)
    from pathspec import GitIgnoreSpec  # takes 50 ms, and is needed for ranges and escapes only

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
