"""All that discovery asks the file system: each question once a run, with the answer it got.

The answers are what a result rests on. `Disk.asked` gives them, and `unchanged` says in a later run
whether the file system would still answer the same.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from sys import intern
from typing import Final, TypeAlias, TypeVar

from snapcheck.digest import digest
from snapcheck.filesystem.contents import Content, Contents
from snapcheck.filesystem.fingerprint import (
    FAILED,
    Answer,
    FileState,
    Queries,
    QueryLog,
    questions,
    texts,
)
from snapcheck.filesystem.opening import open_regular

FILE: Final = "file"
FOLDER: Final = "folder"
LINK: Final = "link"
OTHER: Final = "other"
ABSENT: Final = ""

_Path: TypeAlias = str | os.PathLike[str]
T = TypeVar("T")

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

_PIECE = 64 * 1024
_YOUNG = 2_000_000_000  # nanoseconds: some file systems (FAT) keep times to two seconds
_NAME_OF = attrgetter("name")
_SPECIAL = frozenset({"", os.curdir, os.pardir})


def current_folder() -> str:
    """Return the current folder; nothing if it was removed."""
    try:
        return os.getcwd()
    except OSError:
        return ""


class Disk:
    """The file system as one run sees it.

    `overlay` lays contents over files by absolute path (an editor's unsaved text), also over files
    that are not there yet. Without `record` no query is recorded: no later run asks what was asked.
    `contents` are shared by the disks of one run whose records are their own.
    """

    def __init__(
        self,
        root: _Path,
        overlay: Mapping[str, bytes] | None = None,
        *,
        record: bool = True,
        contents: Contents | None = None,
    ) -> None:
        self.root = os.path.abspath(root)
        self.real_root = os.path.realpath(self.root)
        self._begin = os.path.join(self.root, "")
        self.opened = 0
        """How often a file was opened."""
        self._overlay: Mapping[str, bytes] = overlay or {}
        self._settled = time.time_ns() - _YOUNG
        self._listings: dict[str, Mapping[str, str]] = {}
        self._like: dict[int, Mapping[str, str]] = {}
        self._kinds: dict[str, str] = {}
        self._own_kinds: dict[str, str] = {}
        self._real: dict[str, str] = {self.root: self.real_root}
        self._contents = contents or Contents()
        self._below: dict[str, Mapping[str, Sequence[str]]] = {}
        self._log = QueryLog() if record else None
        self._seen: set[int] = set()

    def at(self, path: str) -> str:
        """Return the place of a path that is relative to the root, with forward slashes."""
        return self._begin + (path if os.sep == "/" else path.replace("/", os.sep))

    # --- folders ---

    def listing(self, folder: str) -> Mapping[str, str]:
        """Return the names in a folder, sorted, each with what it is itself. Raises OSError."""
        known = self._listings.get(folder)
        if known is not None:
            return known
        try:
            before = os.stat(folder) if self._log is not None else None
            with os.scandir(folder) as scan:
                # Folders of one repository hold files of the same names.
                found = {
                    intern(entry.name): FILE
                    if entry.is_file(follow_symlinks=False)
                    else _kind_of(entry)
                    for entry in sorted(scan, key=_NAME_OF)
                }
        except (OSError, ValueError):
            self._note(FAILED, folder, "")
            raise
        if before is not None and before.st_mtime_ns < self._settled:
            self._note(_LISTED, folder, (before.st_mtime_ns, before.st_ino))
        elif before is not None:
            self._note(_NAMES, folder, _names(found))
        # Many folders of a repository hold the same names.
        same = self._like.setdefault(hash(tuple(found.items())), found)
        self._listings[folder] = same if same == found else found
        return self._listings[folder]

    def files_below(
        self, top: str, without: Collection[str], most: int
    ) -> Mapping[str, Sequence[str]]:
        """Return the paths of all files below a folder, by name; links to folders are not followed.

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
        """Return what there is at a path, links followed; ABSENT if nothing can be found."""
        path = os.fspath(path)
        kind = self._in_listing(path) if path not in self._overlay else None
        if kind is None or kind == LINK:
            kind = self._kinds.get(path)
            if kind is None:
                kind = self._kinds[path] = self._stat(path)
        return kind

    def _stat(self, path: str) -> str:
        kind, question = ABSENT, _KIND
        try:
            kind = FILE if path in self._overlay else _kind(os.stat(path).st_mode)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            pass
        except OSError:
            question = FAILED
        self._note(question, path, kind)
        return kind

    def is_file(self, path: _Path) -> bool:
        """Return whether a path is a file, or a link to one."""
        return self.kind(path) == FILE

    def is_folder(self, path: _Path) -> bool:
        """Return whether a path is a folder, or a link to one."""
        return self.kind(path) == FOLDER

    def exists(self, path: _Path) -> bool:
        """Return whether there is anything at a path; a link must lead somewhere."""
        return self.kind(path) != ABSENT

    def reach(self, path: _Path) -> str:
        """Return what there is at a path, links followed.

        Raises OSError or ValueError for nothing.
        """
        return self.kind(path) or _kind(os.stat(path).st_mode)

    def own_kind(self, path: _Path) -> str:
        """Return what there is at a path, a link being a LINK; ABSENT if nothing can be found."""
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
            self._note(_OWN_KIND, path, kind)
        return kind

    def _in_listing(self, path: str) -> str | None:
        """Return what the listing of its folder has at a path.

        None if the folder was not listed.
        """
        folder, _, name = path.rpartition(os.sep)
        listing = self._listings.get(folder)
        return None if listing is None or name in _SPECIAL else listing.get(name, ABSENT)

    # --- where paths lead ---

    def real(self, path: _Path) -> str:
        """Return the path without links, as `os.path.realpath` gives it."""
        path = os.fspath(path)
        kind = self._in_listing(path)
        if kind == FILE:
            # Many of its folder are asked about, and what leads to that is known then.
            folder, _, name = path.rpartition(os.sep)
            real = self.real(folder)
            return path if real == folder else os.path.join(real, name)
        passed: list[str] = []
        while path not in self._real:
            kind = self._in_listing(path)
            if kind is None or kind == LINK:
                real = self._real[path] = os.path.realpath(path)
                self._note(_REAL, path, _short(real, self.real_root))
            else:
                passed.append(path)
                path = path.rpartition(os.sep)[0]
        real = self._real[path]
        for path in reversed(passed):
            joined = os.path.join(real, path.rpartition(os.sep)[2])
            real = self._real[path] = path if joined == path else joined
        return real

    def below(self, path: _Path) -> str | None:
        """Return the path relative to the root as reports show it, without links.

        None outside it.
        """
        path = os.fspath(path)
        inside = _inside(self.real(path), self.real_root)
        if inside is None:
            inside = _inside(path, self.root)
        return None if inside is None else inside.replace(os.sep, "/") or "."

    # --- content ---

    def read(self, file: _Path, most: int = -1) -> bytes:
        """Return what a file holds, of more than `most` bytes the first ones. Raises OSError."""
        file = os.fspath(file)
        found = self._noted(file, lambda: self._opened(file, most))
        return found.data if most < 0 else found.data[:most]

    def hand_over(self, file: str, most: int = -1) -> bytes:
        """Return what a file holds, and record no query. Raises OSError."""
        found = self._opened(file, most)
        return found.data if most < 0 else found.data[:most]

    def read_once(self, file: str) -> tuple[bytes, FileState]:
        """Return what a file holds and its state, for one who reads it but once. Raises OSError.

        It is there to be passed on as long as there is room; nothing is let go for it.
        """
        known = self._contents.whole(file)
        # Else its state is told by how much of it was asked for.
        is_told = known is not None and known.seen[0] == _READ
        found = self._noted(file, lambda: (is_told and known) or self._open(file, -1), is_last=True)
        self._contents.keep_if_there_is_room(file, found)
        return found.data, found.seen

    def pass_on(self, file: str) -> bytes:
        """Return what a file holds; record no query and keep nothing. Raises OSError."""
        return (self._contents.whole(file) or self._open(file, -1)).data

    def forget(self, file: str) -> None:
        """Let go of what a file holds, which nobody will read again."""
        self._contents.forget(file)

    def _opened(self, file: str, most: int) -> Content:
        """Return what is kept of a file, if that is enough.

        Else it is read, and others are let go.
        """
        known = self._contents.beginning(file, most)
        if known is not None:
            return known
        found = self._open(file, most)
        self._contents.keep(file, found)
        return found

    def _open(self, file: str, most: int) -> Content:
        if file in self._overlay:
            data = self._overlay[file]
            return Content(data, True, (_DIGEST, (-1, digest(data))))
        self.opened += 1
        descriptor, before = open_regular(file)
        try:
            # A buffer of `most` bytes for each small file would take longer than reading it.
            is_short = before.st_size > 0 and (most < 0 or before.st_size < most)
            size = before.st_size + 1 if is_short else most
            data = os.read(descriptor, size) if size >= 0 else b"".join(_pieces(descriptor))
        finally:
            os.close(descriptor)
        if before.st_mtime_ns < self._settled:
            seen: FileState = (_READ, _looks(before))
        else:
            seen = (_DIGEST, (most, digest(data)))
        return Content(data, most < 0 or len(data) < most, seen)

    # --- recorded queries ---

    def looks_as_before(self, file: str, seen: FileState) -> bool:
        """Return whether a file looks as when it was read, and so counts as read.

        Raises OSError.
        """
        question, answer = seen
        if file in self._overlay or question != _READ:
            return self.read_once(file)[1] == seen
        same = _looks(os.stat(file)) == answer
        if same:
            self._note(question, file, answer)
        return same

    def asked(self) -> Queries:
        """Return all questions so far with their answers."""
        return self._log.asked() if self._log is not None else ()

    def apart(self, work: Callable[[], T]) -> tuple[T, Queries]:
        """Return the result of `work` and its queries, which this disk does not record."""
        outer = self._log
        if outer is None:
            return work(), ()
        self._log = QueryLog()
        try:
            return work(), self._log.asked()
        finally:
            self._log = outer

    def add(self, asked: Queries) -> None:
        """Take over questions that were asked apart, of this disk or a copy of it."""
        if self._log is not None:
            self._log.add(asked)

    def _note(self, question: str, path: str, answer: Answer) -> None:
        if self._log is not None:
            self._log.note(question, _short(path, self.root), answer)

    def _noted(self, file: str, read: Callable[[], Content], *, is_last: bool = False) -> Content:
        """Return what is read of a file.

        How it looks is noted, and not again as long as it looks so, unless this `is_last`.
        """
        try:
            found = read()
        except (OSError, ValueError):
            self._note(FAILED, file, "")
            raise
        # Of thousands of files, what stands for a state takes a fourth of it.
        told = hash((file, found.seen))
        if self._log is not None and told not in self._seen:
            self._note(found.seen[0], file, found.seen[1])
            if not is_last:
                self._seen.add(told)
        return found

    def answer(self, question: str, path: str, like: Answer) -> Answer | None:
        """Return what a question of `asked` is answered now.

        `like` is what it was answered then.
        """
        if question == _NAMES:
            return _names(self.listing(path))
        if question == _DIGEST:
            return (like[0], digest(self.read(path, int(like[0]))))
        if question == _KIND:
            return self.kind(path)
        if question == _OWN_KIND:
            return self.own_kind(path)
        return _short(self.real(path), self.real_root) if question == _REAL else None


def unchanged(asked: Queries, root: _Path, overlay: Mapping[str, bytes] | None = None) -> bool:
    """Return whether each query would be answered as it was, at `root`."""
    laid = overlay or {}
    try:
        return _are_known(laid, asked, os.path.abspath(root)) and same_answers(
            texts(asked), root, laid
        )
    except ValueError:
        return False


def same_answers(
    written: Iterable[bytes], root: _Path, overlay: Mapping[str, bytes], begin: int = 0
) -> bool:
    """Return whether the questions of these texts, of each from `begin` on, are answered as before.

    Raises ValueError if they are something else.
    """
    disk = Disk(root, overlay, record=False)
    inside = os.path.join(disk.root, "")
    look, is_absolute = os.stat, os.path.isabs
    try:
        for question, path, answer in questions(written, begin):
            if not is_absolute(path):
                path = inside + path
            if question == _READ:
                seen = look(path)
                if (seen.st_mtime_ns, seen.st_size, seen.st_ino) != answer or path in overlay:
                    return False
            elif question == _LISTED:
                seen = look(path)
                if (seen.st_mtime_ns, seen.st_ino) != answer:
                    return False
            elif disk.answer(question, path, answer) != answer:
                return False
    except OSError:
        return False
    return True


def _are_known(overlay: Mapping[str, bytes], asked: Queries, root: str) -> bool:
    """Return whether each file of an overlay is there without it, or was a part of one before.

    Where a folder's listing says that there is no such file, nobody has asked about the file.
    """
    new = {_short(path, root) for path in overlay if not os.path.isfile(path)}
    if not new:
        return True
    written = questions(texts(asked))
    known = {path for question, path, _ in written if question in (_KIND, _DIGEST)}
    return new <= known


def _kind_of(entry: os.DirEntry[str]) -> str:
    """Return what an entry of a folder is that is no file."""
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
    """Return the path relative to a folder that it lies in, empty for the folder itself."""
    if path == folder:
        return ""
    above = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(above) :] if path.startswith(above) else None


def _short(path: str, root: str) -> str:
    inside = _inside(path, root)
    return path if inside is None else inside


def _pieces(descriptor: int) -> Iterator[bytes]:
    """Yield what a file that tells no size holds."""
    while piece := os.read(descriptor, _PIECE):
        yield piece
