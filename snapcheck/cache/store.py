"""What one run keeps on the disk for the next.

It lies in a folder of the user's own, not among the analysed files: whoever may change those must
not be able to say what was found in them. What is read is data of a known shape (msgspec checks
it), and what has another shape, or another owner, is passed over.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from snapcheck.cache import replay
from snapcheck.digest import digest_of
from snapcheck.filesystem.atomic import UNFINISHED, write_whole
from snapcheck.filesystem.disk import current_folder

if TYPE_CHECKING:
    from snapcheck.cache.memory import KeptMemory
    from snapcheck.model import Request

# What nobody used for so long, or does not fit any more, is removed.
_OLDEST = 30 * 24 * 3600
# To look at thousands of files takes longer than many a run: it is not done again so soon.
_TIDY_FOR = 600
# A run that was killed leaves a file that it was writing; no run writes one for so long.
_ABANDONED = 3600
_LARGEST = 256 * 1024 * 1024
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# The cache of snapcheck: may be deleted.\n"


class Cache:
    """What one folder keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tag = folder / "CACHEDIR.TAG"

    def memory(self, request: Request) -> KeptMemory:
        """Return what is known of the files of a request; an empty memory if nothing is."""
        from snapcheck.cache.memory import KeptMemory

        return KeptMemory(str(self.folder / _memory_name(request)), self._prepare)

    def keep(self, memory: KeptMemory) -> None:
        """Keep what a run found out."""
        memory.publish()
        if not self._is_tidy():
            self._tidy_up()

    def _prepare(self) -> None:
        """Make the folder, if there is none, and say in it what it is."""
        with suppress(OSError):
            if os.path.isfile(self._tag):
                return
            if not os.path.isdir(self.folder) or not any(self.folder.iterdir()):
                write_whole(str(self._tag), (_TAG,))

    def clear(self) -> int:
        """Remove everything; how many files that were. A folder that no cache made stays."""
        if not os.path.isfile(self._tag):
            return 0
        import shutil  # takes a while, and most runs never get here

        files = self._files()
        shutil.rmtree(self.folder, ignore_errors=True)
        return len(files)

    def _files(self) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder) as entries:
                return [entry for entry in entries if entry.name.endswith(_KINDS)]
        except OSError:
            return []

    def _is_tidy(self) -> bool:
        """Tell whether a run tidied up of late; if none did, note that this one does."""
        with suppress(OSError):
            if abs(time.time() - os.stat(self._tag).st_mtime) < _TIDY_FOR:
                return True
            os.utime(self._tag)
        return False

    def _tidy_up(self) -> None:
        """Remove what is old, and the oldest of what is too much."""
        now, size = time.time(), 0
        with suppress(OSError):
            known = [(entry.stat(), entry.path) for entry in self._files()]
            for status, path in sorted(known, key=lambda each: -each[0].st_mtime):
                size += status.st_size
                oldest = _ABANDONED if path.endswith(UNFINISHED) else _OLDEST
                if now - status.st_mtime > oldest or size > _LARGEST:
                    os.unlink(path)


_KINDS = (replay.KIND, ".memory", UNFINISHED)


def _memory_name(request: Request) -> str:
    """Return one name for each set of paths, so that two calls keep both their memories."""
    what = replace(request, baseline=(), changed=None, overlay=(), per_file_ignores=())
    return f"{digest_of(repr((current_folder(), what)))}.memory"
