"""A file of records, each of which is looked up by its key: a large one is never read as a whole.

The records come first, behind them what is where (key, begin and length of each, sorted by key),
then how many they are and which layout this is, and in the end a checksum of everything. What has
another checksum or layout, as files of other versions may have, is passed over. A file is never
changed: a later run writes another one, which takes its place when it is whole.
"""

from __future__ import annotations

import os
import struct
from _blake2 import blake2b
from collections.abc import Iterator
from contextlib import suppress

from snapcheck.cache.location import opened_own
from snapcheck.digest import SEAL, checksum
from snapcheck.filesystem.atomic import Replacement

_KEY = 16
_PLACE = struct.Struct("<QI")  # of a record: where it begins, and how long it is
_ENTRY = _KEY + _PLACE.size
_COUNT = struct.Struct("<Q")  # of all records
_LAYOUT = b"snapcheck records 1\n"
_END = _COUNT.size + len(_LAYOUT) + SEAL
_PIECE = 1 << 18
# What is not longer is written at once when all is known: so a small run makes no file early.
_AT_ONCE = 1 << 20


class Records:
    """The records of a file as it was when it was opened."""

    def __init__(self, descriptor: int, index: bytes) -> None:
        self._descriptor = descriptor
        self._index = index

    def get(self, key: str) -> bytes | None:
        """Return the record of a key, if there is one."""
        index, wanted = self._index, _digest(key)
        low, high = 0, len(index) // _ENTRY
        while low < high:
            middle = (low + high) // 2
            if index[middle * _ENTRY : middle * _ENTRY + _KEY] < wanted:
                low = middle + 1
            else:
                high = middle
        at = low * _ENTRY
        if index[at : at + _KEY] != wanted:
            return None
        return _read(self._descriptor, *_PLACE.unpack_from(index, at + _KEY))

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            os.close(self._descriptor)


def opened(path: str) -> Records | None:
    """Return the records of a file; None if it is not whole, or others could have written it."""
    descriptor = opened_own(path)
    if descriptor is None:
        return None
    try:
        index = _index(descriptor)
    except (OSError, MemoryError):
        index = None
    if index is None:
        os.close(descriptor)
        return None
    return Records(descriptor, index)


def _index(descriptor: int) -> bytes | None:
    size = os.fstat(descriptor).st_size
    end = _read(descriptor, size - _END, _END) if size >= _END else None
    if end is None or end[_COUNT.size : -SEAL] != _LAYOUT:
        return None
    if checksum(_pieces(descriptor, size - SEAL)) != end[-SEAL:]:
        return None
    length = _COUNT.unpack_from(end)[0] * _ENTRY
    return _read(descriptor, size - _END - length, length)


def _pieces(descriptor: int, size: int) -> Iterator[bytes]:
    for begin in range(0, size, _PIECE):
        yield _read(descriptor, begin, min(_PIECE, size - begin)) or b""


def _read(descriptor: int, begin: int, length: int) -> bytes | None:
    """Return a stretch of a file; None if it ends before."""
    if hasattr(os, "pread"):  # copies of this process have the same place in the file
        found = os.pread(descriptor, length, begin)
    else:
        os.lseek(descriptor, begin, os.SEEK_SET)
        found = os.read(descriptor, length)
    return found if len(found) == length else None


class NewRecords:
    """Records that are written as they come; of two with the same key either may stay.

    Where they cannot be written, the run goes on without. What a copy of this process adds is
    nobody's.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._process = os.getpid()
        # By the first byte of the key: in the end, none of them takes much to be sorted.
        self._index = [bytearray() for _ in range(256)]
        self._waiting = bytearray()
        self._written = 0
        self._sum = blake2b(digest_size=16)
        self._file: Replacement | None = None
        self._has_failed = False

    def __setitem__(self, key: str, record: bytes) -> None:
        if self._has_failed or os.getpid() != self._process:
            return
        digest = _digest(key)
        index = self._index[digest[0]]
        index += digest
        index += _PLACE.pack(self._written + len(self._waiting), len(record))
        self._waiting += record
        if len(self._waiting) > _AT_ONCE:
            self._write()

    def publish(self) -> None:
        """Let later runs see them."""
        count = sum(map(len, self._index)) // _ENTRY
        for index in self._index:
            entries = [index[at : at + _ENTRY] for at in range(0, len(index), _ENTRY)]
            self._waiting += b"".join(sorted(entries))
            index.clear()
            if len(self._waiting) > _AT_ONCE:
                self._write()
        self._waiting += _COUNT.pack(count) + _LAYOUT
        self._write(is_last=True)
        self.discard()

    def discard(self) -> None:
        """Let nobody see them, if nobody does yet."""
        self._has_failed = True
        if self._file is not None and os.getpid() == self._process:
            self._file.close()
            self._file = None

    def _write(self, *, is_last: bool = False) -> None:
        self._sum.update(self._waiting)
        self._written += len(self._waiting)
        if is_last:
            self._waiting += self._sum.hexdigest().encode("ascii")
        try:
            if self._has_failed:
                return
            if self._file is None:
                os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
                self._file = Replacement(self._path)
            self._file.write(self._waiting)
            if is_last:
                self._file.take_its_place()
        except OSError:
            self.discard()
        self._waiting.clear()


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()
