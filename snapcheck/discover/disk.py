"""All that discovery asks the file system: each question once a run, with the answer it got.

The answers are what a result rests on. `Disk.asked` gives them as plain tuples, and `unchanged`
says in a later run whether the file system would still answer the same.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from snapcheck.digest import digest

FILE: Final = "file"
FOLDER: Final = "folder"
LINK: Final = "link"
OTHER: Final = "other"
ABSENT: Final = ""

_Path: TypeAlias = str | os.PathLike[str]
Answer: TypeAlias = str | tuple[int | str, ...]
Seen: TypeAlias = tuple[str, Answer]
"""How something looked: the question that was asked of it, and the answer."""
Asked: TypeAlias = tuple[tuple[str, str, Answer], ...]
"""Questions, each with its path and its answer.

Paths are relative to the root where they lie below it, and absolute elsewhere.
"""

# What a folder holds, told by its mtime_ns and inode; a file, by its mtime_ns, size and inode.
_LISTED: Final = "listed"
_READ: Final = "read"
# The same of what changed right before the run, where one more change need not show in the times:
# told by the names, and by how many bytes were asked for with their digest.
_NAMES: Final = "names"
_DIGEST: Final = "digest"
# What there is at a path, links followed or not, and where it leads to without links.
_KIND: Final = "kind"
_OWN_KIND: Final = "own kind"
_REAL: Final = "real"
# Something that could not be looked at. That it still can't need not be for the same reason.
_FAILED: Final = "failed"

_YOUNG = 2_000_000_000  # nanoseconds: some file systems (FAT) keep times to two seconds
_NAME_OF = attrgetter("name")
_SPECIAL = frozenset({"", os.curdir, os.pardir})


class Disk:
    """The file system as one run sees it.

    `overlay` lays contents over files by absolute path (an editor's unsaved text), also over files
    that are not there yet.
    """

    def __init__(self, root: Path, overlay: Mapping[str, bytes] | None = None) -> None:
        self.root = os.path.abspath(root)
        self.real_root = os.path.realpath(self.root)
        self.opened = 0
        """How often a file was opened."""
        self._overlay: Mapping[str, bytes] = overlay or {}
        self._settled = time.time_ns() - _YOUNG
        self._listings: dict[str, Mapping[str, str]] = {}
        self._kinds: dict[str, str] = {}
        self._own_kinds: dict[str, str] = {}
        self._real: dict[str, str] = {self.root: self.real_root}
        self._contents: dict[str, _Content] = {}
        self._below: dict[str, Mapping[str, Sequence[str]]] = {}
        self._asked: dict[tuple[str, str], Seen] = {}

    def at(self, path: str) -> str:
        """The place of a path that is relative to the root, with forward slashes."""
        return os.path.join(self.root, *path.split("/"))

    # --- folders ---

    def listing(self, folder: str) -> Mapping[str, str]:
        """The names in a folder, sorted, each with what it is itself. Raises OSError."""
        known = self._listings.get(folder)
        if known is not None:
            return known
        self._asked[_LISTED, folder] = (_FAILED, "")
        before = os.stat(folder)
        with os.scandir(folder) as scan:
            found = {
                entry.name: FILE if entry.is_file(follow_symlinks=False) else _kind_of(entry)
                for entry in sorted(scan, key=_NAME_OF)
            }
        self._asked[_LISTED, folder] = (
            (_LISTED, (before.st_mtime_ns, before.st_ino))
            if before.st_mtime_ns < self._settled
            else (_NAMES, _names(found))
        )
        self._listings[folder] = found
        return found

    def files_below(
        self, top: str, without: Collection[str], most: int
    ) -> Mapping[str, Sequence[str]]:
        """The paths of all files below a folder, by their names, links to folders not followed.

        Folders that can't be read, and those of the names `without`, are passed over; there are
        `most` files at most.
        """
        if top not in self._below:
            found: dict[str, list[str]] = {}
            for path in islice(self._files_below(top, without), most):
                found.setdefault(os.path.basename(path), []).append(path)
            self._below[top] = found
        return self._below[top]

    def _files_below(self, top: str, without: Collection[str]) -> Iterator[str]:
        stack = [top]
        while stack:
            folder = stack.pop()
            inside: list[str] = []
            try:
                listing = self.listing(folder)
            except OSError:
                continue
            for name, kind in listing.items():
                path = os.path.join(folder, name)
                if kind != FOLDER and (kind != LINK or not self.is_folder(path)):
                    yield path
                elif kind == FOLDER and name not in without:
                    inside.append(path)
            stack.extend(reversed(inside))

    # --- what there is ---

    def kind(self, path: _Path) -> str:
        """What there is at a path, links followed; ABSENT if nothing can be found."""
        path = os.fspath(path)
        if path in self._overlay:
            self._asked[_KIND, path] = (_KIND, FILE)
            return FILE
        kind = self._in_listing(path)
        if kind is None or kind == LINK:
            kind = self._kinds.get(path)
            if kind is None:
                kind = self._kinds[path] = self._stat(path)
        return kind

    def _stat(self, path: str) -> str:
        kind, question = ABSENT, _KIND
        try:
            kind = _kind(os.stat(path).st_mode)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            pass
        except OSError:
            question = _FAILED
        self._asked[_KIND, path] = (question, kind)
        return kind

    def is_file(self, path: _Path) -> bool:
        """Whether a path is a file, or a link to one."""
        return self.kind(path) == FILE

    def is_folder(self, path: _Path) -> bool:
        """Whether a path is a folder, or a link to one."""
        return self.kind(path) == FOLDER

    def exists(self, path: _Path) -> bool:
        """Whether there is anything at a path; a link must lead somewhere."""
        return self.kind(path) != ABSENT

    def reach(self, path: _Path) -> str:
        """What there is at a path, links followed. Raises OSError or ValueError for nothing."""
        return self.kind(path) or _kind(os.stat(path).st_mode)

    def own_kind(self, path: _Path) -> str:
        """What there is at a path, a link being a LINK; ABSENT if nothing can be found."""
        path = os.fspath(path)
        kind = self._in_listing(path)
        if kind is None:
            kind = self._own_kinds.get(path)
        if kind is None:
            try:
                kind = _kind(os.lstat(path).st_mode)
            except (OSError, ValueError):
                kind = ABSENT
            self._own_kinds[path] = kind
            self._asked[_OWN_KIND, path] = (_OWN_KIND, kind)
        return kind

    def _in_listing(self, path: str) -> str | None:
        """What the listing of its folder has at a path; None if the folder was not listed."""
        folder, _, name = path.rpartition(os.sep)
        listing = self._listings.get(folder)
        return None if listing is None or name in _SPECIAL else listing.get(name, ABSENT)

    # --- where paths lead ---

    def real(self, path: _Path) -> str:
        """The path without links, as `os.path.realpath` gives it."""
        path = os.fspath(path)
        passed: list[str] = []
        while path not in self._real:
            kind = self._in_listing(path)
            if kind is None or kind == LINK:
                real = self._real[path] = os.path.realpath(path)
                self._asked[_REAL, path] = (_REAL, _short(real, self.real_root))
            else:
                passed.append(path)
                path = path.rpartition(os.sep)[0]
        real = self._real[path]
        for path in reversed(passed):
            real = self._real[path] = os.path.join(real, path.rpartition(os.sep)[2])
        return real

    def below(self, path: _Path) -> str | None:
        """The path relative to the root as reports show it, without links; None outside it."""
        path = os.fspath(path)
        inside = _inside(self.real(path), self.real_root)
        if inside is None:
            inside = _inside(path, self.root)
        return None if inside is None else inside.replace(os.sep, "/") or "."

    # --- content ---

    def read(self, file: _Path, most: int = -1) -> bytes:
        """What a file holds, of more than `most` bytes the first ones. Raises OSError."""
        file = os.fspath(file)
        self._asked[_READ, file] = (_FAILED, "")
        data = self.hand_over(file, most)
        self._asked[_READ, file] = self._contents[file].seen
        return data

    def hand_over(self, file: str, most: int = -1) -> bytes:
        """The same for one who keeps an account of his own: no question. Raises OSError."""
        known = self._contents.get(file)
        if known is None or not (known.is_whole or 0 <= most <= len(known.data)):
            known = self._contents[file] = self._open(file, most)
        return known.data if most < 0 else known.data[:most]

    def read_once(self, file: str) -> bytes:
        """The same for one who reads each file but once: nothing is kept. Raises OSError."""
        data = self.read(file)
        self.forget(file)
        return data

    def pass_on(self, file: str) -> bytes:
        """The same, with no question, and nothing is kept. Raises OSError."""
        known = self._contents.get(file)
        return known.data if known is not None and known.is_whole else self._open(file, -1).data

    def forget(self, file: str) -> None:
        """Lets go of what a file holds, which nobody will read again."""
        self._contents.pop(file, None)

    def _open(self, file: str, most: int) -> _Content:
        if file in self._overlay:
            data = self._overlay[file]
            return _Content(data, True, (_DIGEST, (-1, digest(data))))
        self.opened += 1
        with open(file, "rb", buffering=0) as opened:
            before = os.fstat(opened.fileno())
            # A buffer of `most` bytes for each small file would take longer than reading it.
            is_short = before.st_size > 0 and (most < 0 or before.st_size < most)
            data = opened.read(before.st_size + 1 if is_short else most)
        if before.st_mtime_ns < self._settled:
            seen: Seen = (_READ, _looks(before))
        else:
            seen = (_DIGEST, (most, digest(data)))
        return _Content(data, most < 0 or len(data) < most, seen)

    # --- the account ---

    def looks_as_before(self, file: str, seen: Seen) -> bool:
        """Whether a file looks as when it was read, and so counts as read. Raises OSError."""
        question, answer = seen
        if file in self._overlay or question != _READ:
            self.read(file)
            same = self._contents.pop(file).seen == seen
        else:
            same = _looks(os.stat(file)) == answer
        if same:
            self._asked[_READ, file] = seen
        return same

    def seen(self, file: str) -> Seen:
        """How a file looked when it was read."""
        return self._asked[_READ, file]

    def asked(self) -> Asked:
        """All questions so far with their answers."""
        return tuple(
            (question, _short(path, self.root), answer)
            for (_, path), (question, answer) in self._asked.items()
        )

    def add(self, asked: Asked) -> None:
        """Take over questions that another disk with the same root was asked."""
        for question, path, answer in asked:
            self._asked.setdefault((question, path), (question, answer))

    def answer(self, question: str, path: str, like: Answer) -> Answer | None:
        """What a question of `asked` is answered now; `like` is what it was answered then."""
        if question == _NAMES:
            return _names(self.listing(path))
        if question == _DIGEST:
            return (like[0], digest(self.read(path, int(like[0]))))
        if question == _KIND:
            return self.kind(path)
        if question == _OWN_KIND:
            return self.own_kind(path)
        return _short(self.real(path), self.real_root) if question == _REAL else None


class _Content(Struct, frozen=True):
    """What was read of a file, whether that is all of it, and the answer that this is."""

    data: bytes
    is_whole: bool
    seen: Seen


def unchanged(asked: Asked, root: Path, overlay: Mapping[str, bytes] | None = None) -> bool:
    """Whether each question would be answered as it was, at `root`."""
    disk = Disk(root, overlay)
    begin = os.path.join(disk.root, "")
    laid = overlay or {}
    if not _are_known(laid, asked, disk.root):
        return False
    look, is_absolute = os.stat, os.path.isabs
    try:
        for question, path, answer in asked:
            if not is_absolute(path):
                path = begin + path
            if question == _READ:
                seen = look(path)
                if (seen.st_mtime_ns, seen.st_size, seen.st_ino) != answer or path in laid:
                    return False
            elif question == _LISTED:
                seen = look(path)
                if (seen.st_mtime_ns, seen.st_ino) != answer:
                    return False
            elif disk.answer(question, path, answer) != answer:
                return False
    except (OSError, ValueError):
        return False
    return True


def _are_known(overlay: Mapping[str, bytes], asked: Asked, root: str) -> bool:
    """Whether each file of an overlay is there without it, or was a part of one before.

    Where a folder's listing says that there is no such file, nobody has asked about the file.
    """
    new = {_short(path, root) for path in overlay if not os.path.isfile(path)}
    return not new or new <= {path for question, path, _ in asked if question in (_KIND, _DIGEST)}


def _kind_of(entry: os.DirEntry[str]) -> str:
    """What an entry of a folder is that is no file."""
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return LINK if entry.is_symlink() else OTHER


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return FILE
    if stat.S_ISDIR(mode):
        return FOLDER
    return LINK if stat.S_ISLNK(mode) else OTHER


def _looks(file: os.stat_result) -> tuple[int, int, int]:
    return (file.st_mtime_ns, file.st_size, file.st_ino)


def _names(listing: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part for pair in listing.items() for part in pair)


def _inside(path: str, folder: str) -> str | None:
    """The path relative to a folder that it lies in, empty for the folder itself."""
    if path == folder:
        return ""
    above = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(above) :] if path.startswith(above) else None


def _short(path: str, root: str) -> str:
    inside = _inside(path, root)
    return path if inside is None else inside
