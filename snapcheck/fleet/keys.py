"""What tells a result from any other: the files that it rests on, who found it out, and how."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from snapcheck import config
from snapcheck.config import ConfigError
from snapcheck.digest import digest, digest_of
from snapcheck.discover.files import GENERATED
from snapcheck.filesystem.opening import opener
from snapcheck.fleet import git
from snapcheck.fleet.nouns import Options, Repository
from snapcheck.identity import identity

# What a repository may keep out of git, and that an analysis reads all the same.
_SETTINGS = ("snapcheck.toml", "pyproject.toml")
_AT_ONCE = 1 << 20
_GRAMMARS = ("tree_sitter", "tree_sitter_hcl", "tree_sitter_typescript")


@cache
def surroundings() -> str:
    """Return what tells the code that analyses from any other that could find other things."""
    grammars = [name for name in _GRAMMARS if find_spec(name) is not None]
    return digest_of(repr((identity(), sys.platform, grammars)))


def key_of(repository: Repository, options: Options) -> str | None:
    """Return the key of a repository's result; None if what it rests on can't be told in advance.

    Raises GitError where an address does not answer.
    """
    if repository.address is not None:
        commit = repository.commit
        if not git.is_commit(commit):
            commit = git.commit_at(repository.address, commit)
        return digest_of(repr((surroundings(), options.asked, "commit", commit)))
    path = str(repository.path)
    content = content_of(path) if not _uses_environment(path) else None
    return digest_of(repr((surroundings(), options.asked, content))) if content else None


def _uses_environment(path: str) -> bool:
    """Return whether a result rests on installed packages too, which no key tells."""
    try:
        return config.find(Path(path), above=False).python is not None
    except ConfigError:
        return False


def content_of(path: str) -> str:
    """Return the digest of the files of a checkout: git's commit, and what differs from it.

    Of a folder that git does not manage, the digest of all its files.
    """
    found = git.checkout_of(path)
    if found is None:
        return digest_of(repr(("folder", list(_files(path)))))
    changed = [
        (name, how, list(_content(os.path.join(found.top, name)))) for name, how in found.changes
    ]
    settings = [list(_content(os.path.join(path, name))) for name in _SETTINGS]
    return digest_of(repr((found.commit, found.below, changed, settings)))


def _content(path: str) -> Iterator[str]:
    """Yield digests of a file, of all files of a folder, or nothing if there is neither."""
    if os.path.isdir(path) and not os.path.islink(path):
        yield from map(repr, _files(path))
    elif os.path.lexists(path):
        yield _digest(path)


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield all files of a folder with their digests, but for those that no analysis looks at."""
    for place, folders, names in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        folders[:] = sorted({*folders} - GENERATED - {*linked})
        for name in sorted((*names, *linked)):
            path = os.path.join(place, name)
            yield os.path.relpath(path, folder), _digest(path)


def _digest(path: str) -> str:
    """Return the digest of a file, or of where a link leads."""
    try:
        if os.path.islink(path):
            return digest(b"link", os.fsencode(os.readlink(path)))
        with open(path, "rb", opener=opener) as file:
            return digest(*iter(lambda: file.read(_AT_ONCE), b""))
    except OSError as error:
        return f"{error.errno}"
