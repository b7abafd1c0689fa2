"""What one run keeps on the disk for the next.

It lies in a folder of the user's own, not among the analysed files: whoever may change those must
not be able to say what was found in them. What is read is data of a known shape (msgspec checks
it), and what has another shape, or another owner, is passed over.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from snapcheck.atomic import write_whole

if TYPE_CHECKING:
    from snapcheck.analysis.memory import Memory
    from snapcheck.model import Report, Request

T = TypeVar("T")

# What nobody used for so long, or does not fit any more, is removed.
_OLDEST = 30 * 24 * 3600
_LARGEST = 256 * 1024 * 1024
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# The cache of snapcheck: may be deleted.\n"


def home(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder that snapcheck keeps its cache in, where none is named.

    By each platform's custom; the library that knows them all takes as long to import as a run
    that finds everything in the cache.
    """
    named = environment.get("SNAPCHECK_CACHE_DIR")
    if named:
        return Path(named)
    if platform == "win32":
        base = environment.get("LOCALAPPDATA")
        return Path(base) / "snapcheck" / "Cache" if base else Path.home() / "snapcheck"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "snapcheck"
    base = environment.get("XDG_CACHE_HOME", "")
    # The standard says that a relative path is to be ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "snapcheck"


class Cache:
    """The reports and memories in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def report(self, request: Request) -> Report | None:
        """The report on the very same request, if nothing that it rests on has changed."""
        data = self._read(_report_name(request))
        if data is None:
            return None
        from snapcheck.discover.disk import Asked, unchanged
        from snapcheck.model import Report

        kept = _decoded(data, tuple[Asked, Report])
        if kept is None or not unchanged(kept[0], request.root):
            return None
        return kept[1]

    def memory(self, request: Request) -> Memory:
        """What is known of the files of a request; an empty memory if nothing is."""
        from snapcheck.analysis.memory import Memory

        data = self._read(_memory_name(request))
        kept = _decoded(data, Memory) if data is not None else None
        return kept if kept is not None else Memory()

    def keep(self, request: Request, report: Report, memory: Memory) -> None:
        """Keep what a run came to."""
        import msgspec

        encode = msgspec.msgpack.Encoder(enc_hook=str).encode
        self._write(_memory_name(request), encode(memory))
        if _may_be_asked_again(request):
            kept = (memory.asked, replace(report, times=()))
            self._write(_report_name(request), encode(kept))
        self._tidy_up()

    def clear(self) -> int:
        """Remove everything; how many files that were."""
        files = [entry for entry in self._files() if entry.is_file()]
        if self._is_ours():
            shutil.rmtree(self.folder, ignore_errors=True)
        return len(files)

    def _is_ours(self) -> bool:
        """Whether the folder was made by a cache: nobody's other folder is to be removed."""
        return (self.folder / "CACHEDIR.TAG").is_file()

    def _files(self) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder) as entries:
                return [entry for entry in entries if entry.name.endswith(_KINDS)]
        except OSError:
            return []

    def _read(self, name: str) -> bytes | None:
        """What a file of the cache holds; None if there is none that only its owner could write."""
        try:
            with open(self.folder / name, "rb") as file:
                return file.read() if _is_only_ours(os.fstat(file.fileno())) else None
        except OSError:
            return None

    def _write(self, name: str, data: bytes) -> None:
        tag = self.folder / "CACHEDIR.TAG"
        if not tag.exists() and not (self.folder.is_dir() and any(self.folder.iterdir())):
            write_whole(str(tag), _TAG)
        write_whole(str(self.folder / name), data)

    def _tidy_up(self) -> None:
        """Remove what is old, and the oldest of what is too much."""
        now, size = time.time(), 0
        with suppress(OSError):
            known = [(entry.stat(), entry.path) for entry in self._files()]
            for status, path in sorted(known, key=lambda each: -each[0].st_mtime):
                size += status.st_size
                if now - status.st_mtime > _OLDEST or size > _LARGEST:
                    os.unlink(path)


_KINDS = (".report", ".memory")


def _report_name(request: Request) -> str:
    from snapcheck import knowledge

    parts = (knowledge.stamps(request.knowledge), sys.version_info[:3], os.getcwd(), request)
    return f"{_digest(parts)}.report"


def _memory_name(request: Request) -> str:
    """One memory for each set of paths, so that two ways to call us do not forget each other's."""
    what = replace(request, baseline=(), changed=None, overlay=(), per_file_ignores=())
    return f"{_digest((os.getcwd(), what))}.memory"


def _digest(value: object) -> str:
    from hashlib import blake2b

    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _may_be_asked_again(request: Request) -> bool:
    """Whether the report rests on nothing but the request and the files that were asked for."""
    return request.changed is None and not request.overlay and request.environment is None


def _is_only_ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written a file; Windows keeps others out of our folder."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _decoded(data: bytes, shape: type[T]) -> T | None:
    import msgspec

    try:
        return msgspec.msgpack.Decoder(shape, dec_hook=_path).decode(data)
    except (msgspec.DecodeError, ValueError):
        return None


def _path(shape: type, value: object) -> object:
    if shape is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(f"{shape} is not kept")
