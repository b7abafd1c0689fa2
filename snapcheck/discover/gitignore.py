"""What git leaves out of a repository: .gitignore files, nested ones, and .git/info/exclude.

Rules are asked about one file or folder at a time, from the top down, as git does: what lies in a
folder that is left out is never asked about. The user's own global excludes file is not read,
so that a run finds the same files on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec

# A name of 255 characters is matched in no time against four stars; each further one multiplies
# the time by fifty, and a folder that is handed in for analysis must not be able to stall it.
MOST_STARS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a .gitignore file: what it matches, and what that means."""

    expression: re.Pattern[str]
    keeps: bool
    only_folders: bool
    by_name: bool

    def matches(self, path: str) -> bool:
        """Whether this line speaks of exactly this path, not only of a folder above it."""
        found = self.expression.search(path)
        # pathspec's expressions also match all that lies in a matched folder, and mark that by
        # this group. Folders are asked about on their own here, so that does not count.
        return found is not None and not found.groupdict().get("ps_d")


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The ignore lines that hold in one folder; the nearest file's last matching line decides.

    `base` is the folder of the ignore file, with a separator at its end.
    """

    base: str
    lines: tuple[Line, ...]
    outer: IgnoreRules | None

    def leave_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether git would leave out this file or folder, which lies below `base`."""
        rules: IgnoreRules | None = self
        name = os.path.basename(path)
        while rules is not None:
            below = path[len(rules.base) :].replace(os.sep, "/")
            for line in reversed(rules.lines):
                if line.only_folders and not is_folder:
                    continue
                if line.matches(name if line.by_name else below):
                    return not line.keeps
            rules = rules.outer
        return False


def rules_in(folder: str, names: Collection[str], outer: IgnoreRules | None) -> IgnoreRules | None:
    """The rules that hold for the entries `names` of a folder, given those of the folder above."""
    if ".git" in names:
        # A repository in a repository (a submodule): the outer one's lines end here.
        outer = _with_lines(folder, exclude_file(Path(folder, ".git")), None)
    if ".gitignore" in names:
        outer = _with_lines(folder, Path(folder, ".gitignore"), outer)
    return outer


def rules_above(folder: Path, root: Path) -> IgnoreRules | None:
    """The rules that hold for `folder` itself: from the repository's top (or `root`) down.

    None if they leave it out: who names a folder wants it analysed all the same.
    """
    rules: IgnoreRules | None = None
    for above, below in _way_down(folder, root):
        rules = rules_in(above, [n for n in (".git", ".gitignore") if _exists(above, n)], rules)
        if rules is not None and rules.leave_out(below, is_folder=True):
            rules = None
    return rules


def exclude_file(git: Path) -> Path:
    """Where a repository's own excludes are; in a worktree, `.git` is a file that says where."""
    if _is_plain(git):
        git = git.parent / _text(git).removeprefix("gitdir:").strip()
        # A worktree shares the excludes of its repository; a submodule has its own.
        git = git / _text(git / "commondir").strip()
    return git / "info" / "exclude"


def _way_down(folder: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Each step from the top down to `folder`, as pairs of a folder and the next one below it."""
    way = [folder, *folder.parents]
    top = next((at for at, above in enumerate(way) if _exists(str(above), ".git")), None)
    if top is None:
        top = way.index(root) if root in way else 0
    for at in range(top, 0, -1):
        yield str(way[at]), str(way[at - 1])


def _exists(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _with_lines(folder: str, file: Path, outer: IgnoreRules | None) -> IgnoreRules | None:
    """`outer` with the lines of an ignore file on top; unchanged where there are none."""
    lines = tuple(line for each in _text(file).split("\n") for line in _read_line(each))
    return IgnoreRules(os.path.join(folder, ""), lines, outer) if lines else outer


def _text(file: Path) -> str:
    """The text of a file of git's, and nothing where there is none that can be read."""
    try:
        # A fifo of this name would never end, and git does not follow links here.
        return file.read_text("utf-8-sig", "replace") if _is_plain(file) else ""
    except (OSError, ValueError):
        return ""


def _is_plain(file: Path) -> bool:
    return os.path.isfile(file) and not os.path.islink(file)


@lru_cache(maxsize=10_000)  # many folders of one repository hold the same .gitignore
def _read_line(text: str) -> tuple[Line, ...]:
    """The line of an ignore file as an expression; nothing for blank, comment and broken lines."""
    text = text.rstrip("\r")
    if not text.endswith("\\ "):
        text = text.rstrip()
    only_folders = text.endswith("/")
    # pathspec reads "build/" as "all that lies in build"; asked is whether it names the folder.
    text = text.removesuffix("/") if only_folders else text
    if any(part.count("*") > MOST_STARS for part in text.split("/")):
        return ()
    try:
        patterns = list(GitIgnoreSpec.from_lines([text]).patterns)
    except (ValueError, re.error):
        return ()
    by_name = "/" not in text.removeprefix("!")
    return tuple(
        Line(pattern.regex, not pattern.include, only_folders, by_name)
        for pattern in patterns
        if pattern.include is not None and isinstance(pattern.regex, re.Pattern)
    )
