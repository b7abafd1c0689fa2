"""Where outcomes are kept from one run to the next: a folder, or any fsspec address."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from snapcheck.cache.location import read_own
from snapcheck.filesystem.atomic import write_whole
from snapcheck.fleet.nouns import FleetError

_KIND = ".outcome"
_OLDEST = 60 * 24 * 3600
NEEDS_FSSPEC = "pip install 'snapcheck[dask]' brings it"


class Store(Protocol):
    """What keeps outcomes."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, as it was written; None if there is nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key. What can't be written is done without."""


class Nowhere:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Return nothing."""
        return None

    def put(self, key: str, data: bytes) -> None:
        """Keep nothing."""


class Folder:
    """A folder of the cache: what somebody else could have written there is not read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key."""
        return read_own(str(self._file(key)))

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        write_whole(str(self._file(key)), (data,))

    def tidy_up(self) -> None:
        """Remove what nobody has written anew for two months."""
        now = time.time()
        for file in self._folder.glob(f"*/*{_KIND}"):
            with suppress(OSError):
                if now - file.stat().st_mtime > _OLDEST:
                    file.unlink()

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}{_KIND}"


class Remote:
    """An fsspec address, such as `s3://bucket/snapcheck`, or a folder that many machines share.

    Who may write there is trusted: an outcome is data of a known shape, with a checksum.
    """

    def __init__(self, address: str) -> None:
        """Open an address. Raises FleetError."""
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise FleetError(f"results at an address need fsspec; {NEEDS_FSSPEC}") from error
        try:
            found: tuple[Any, str] = url_to_fs(address)
            self._files, self._root = found
            self._files.makedirs(self._root, exist_ok=True)
        except Exception as error:
            text = " ".join(f"{type(error).__name__}: {error}".split())
            raise FleetError(f"can't open the results at '{address}': {text}") from error

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key."""
        try:
            data: bytes = self._files.cat_file(self._file(key))
        except Exception:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key: beside it first, so that nobody reads the half of it."""
        beside = f"{self._file(key)}.{os.getpid()}.new"
        with suppress(Exception):
            self._files.makedirs(beside.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(beside, data)
            self._files.mv(beside, self._file(key))

    def _file(self, key: str) -> str:
        return f"{self._root.rstrip('/')}/{key[:2]}/{key}{_KIND}"
