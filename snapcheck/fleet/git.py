"""The installed git, so called that nothing of a repository is executed.

No hook, filter, file-system monitor, submodule or LFS object, whatever the repository's attributes
and its configuration say; no prompt; and no transport but those that are named here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

PROTOCOLS = "file:git:http:https:ssh"
"""The transports that a clone may use: no `ext::`, which runs a command."""

_NO_PROTOCOL = "none"
_SETTINGS = (
    *("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false"),
    *("core.attributesFile=/dev/null", "core.symlinks=true", "core.askPass=", "gc.auto=0"),
    *("submodule.recurse=false", "fetch.recurseSubmodules=false", "maintenance.auto=false"),
    *("filter.lfs.clean=", "filter.lfs.smudge=", "filter.lfs.process="),
    *("filter.lfs.required=false", "advice.detachedHead=false", "safe.directory=*"),
    *("protocol.ext.allow=never", "transfer.bundleURI=false", "credential.interactive=false"),
)
# Over what the attributes of the repository say: no filter, and each file as it is kept.
_ATTRIBUTES = "* -filter -ident -text -eol -working-tree-encoding -diff -merge\n"
_FILTER = re.compile(r"filter\.(.+)\.(?:clean|smudge|process|required)")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_FAILED = re.compile(r"^(?:fatal|error|remote): *(.+)$", re.MULTILINE)
_WAIT = 600.0


class GitError(Exception):
    """What git could not do, in one line."""


class Checkout(Struct, frozen=True):
    """What git says of a checkout.

    `commit` is its last one, which names all its files; `below` is how the path lies in the whole
    repository, empty or with a slash at its end. `changes` are the paths that differ from the
    commit, from `top`, each with how it differs.
    """

    top: str
    below: str
    commit: str
    changes: tuple[tuple[str, str], ...]


def is_commit(text: str | None) -> bool:
    """Return whether a text is the whole name of a commit."""
    return text is not None and _COMMIT.fullmatch(text) is not None


def checkout_of(path: str) -> Checkout | None:
    """Return what git says of a checkout; None if git does not manage it, or is not there."""
    try:
        configured = _configured(path)
        top, below = _place(path, configured)
        status = _run(
            (
                f"--git-dir={os.path.join(top, '.git')}",  # never a repository around it
                *("status", "--porcelain=v2", "--branch", "-z", "--no-renames"),
                *("--untracked-files=all", "--ignore-submodules=none", "--ignored=no"),
            ),
            top,
            settings=_without_filters(path, configured),
        )
        commit = _commit_in(status)
    except (GitError, ValueError):
        return None
    return Checkout(top, below, commit, tuple(sorted(_changes_in(status))))


def _configured(path: str) -> bytes | None:
    """Return the configuration of a repository whose top is `path`; None where it is no top."""
    try:
        with open(os.path.join(path, ".git", "config"), "rb") as file:
            return file.read().lower()
    except OSError:
        return None


def _place(path: str, configured: bytes | None) -> tuple[str, str]:
    """Return the top of a checkout, and how a path lies below it. Git is asked only if need be."""
    if configured is not None and not any(each in configured for each in (b"worktree", b"include")):
        return path, ""
    said = _run(("rev-parse", "--show-toplevel", "--show-prefix"), path)
    top, below = said.decode("utf-8", "surrogateescape").splitlines()
    return top, below


def _commit_in(status: bytes) -> str:
    """Return the commit that a status names. Raises ValueError if there is none yet."""
    found = re.search(rb"(?:^|\0)# branch\.oid ([0-9a-f]+)\0", status)
    if found is None:
        raise ValueError("no commit")
    return found[1].decode("ascii")


def _changes_in(status: bytes) -> Iterator[tuple[str, str]]:
    """Yield the paths in a status of version 2, each with how it differs."""
    for each in status.split(b"\0"):
        kind = each[:1]
        if kind in _FIELDS:
            *fields, path = each.split(b" ", _FIELDS[kind])
            how = fields[1] if len(fields) > 1 else kind
            yield path.decode("utf-8", "surrogateescape"), how.decode("ascii")


# How many fields stand before the path of what has changed, is not merged, or is not known to git.
_FIELDS = {b"1": 8, b"u": 10, b"?": 1}


def _without_filters(path: str, configured: bytes | None) -> tuple[str, ...]:
    """Return settings that switch off the filters that a repository's own configuration defines.

    Git would run them on files that may have changed.
    """
    if configured is not None and not any(
        each in configured for each in (b"filter", b"include", b"worktreeconfig")
    ):
        return ()
    try:
        said = _run(("config", "--name-only", "--get-regexp", r"^filter\."), path)
    except GitError:
        return ()  # there is none
    names = {found[1] for line in said.decode().splitlines() if (found := _FILTER.fullmatch(line))}
    return tuple(
        setting
        for name in sorted(names)
        for setting in (
            *(f"filter.{name}.clean=", f"filter.{name}.smudge="),
            *(f"filter.{name}.process=", f"filter.{name}.required=false"),
        )
    )


def commit_at(address: str, revision: str | None) -> str:
    """Return the commit that a branch or tag of an address names now. Raises GitError."""
    wanted = revision or "HEAD"
    said = _run(("ls-remote", "--", address, wanted, f"{wanted}^{{}}"), protocols=PROTOCOLS)
    lines = [line.partition("\t") for line in said.decode("utf-8", "replace").splitlines()]
    found = {name: commit for commit, _, name in lines}
    for name in (f"refs/tags/{wanted}", f"refs/heads/{wanted}", wanted):
        for each in (f"{name}^{{}}", name):
            if each in found and is_commit(found[each]):
                return found[each]
    raise GitError(f"there is no commit, branch or tag '{wanted}'")


def clone(address: str, revision: str | None, folder: Path, most: int) -> str:
    """Clone one commit of an address into a folder, to the commit. Raises GitError.

    Without its history, and without anything else than its files; of more than `most` megabytes
    nothing is left.
    """
    _run(("init", "--quiet", "--template=", "--", str(folder)))
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text(_ATTRIBUTES, encoding="ascii")
    fetch = ("fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--force")
    wanted = f"{revision or 'HEAD'}:refs/snapcheck/head"
    _run((*fetch, "--", address, wanted), str(folder), protocols=PROTOCOLS, most=most)
    name = "refs/snapcheck/head^{commit}"
    commit = _run(("rev-parse", "--verify", name), str(folder)).decode().strip()
    _run(("checkout", "--quiet", "--force", "--detach", commit, "--"), str(folder), most=most)
    _cut_links(folder)
    return commit


def _cut_links(folder: Path) -> None:
    """Remove the links that lead out of a clone: who wrote them must not choose what is read."""
    inside = os.path.join(os.path.realpath(folder), "")
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(place, name)
            if os.path.islink(path) and not os.path.realpath(path).startswith(inside):
                os.unlink(path)


def _run(
    arguments: Sequence[str],
    folder: str | None = None,
    *,
    settings: Sequence[str] = (),
    protocols: str = _NO_PROTOCOL,
    most: int | None = None,
) -> bytes:
    """Run git, to its output. Raises GitError."""
    chosen = [part for each in (*_SETTINGS, *settings) for part in ("-c", each)]
    try:
        done = subprocess.run(
            ["git", "--no-pager", *chosen, *arguments],
            cwd=folder,
            env=_environment(protocols),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_WAIT,
            preexec_fn=_limited(most) if most is not None and sys.platform != "win32" else None,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or the folder is gone") from error
    except subprocess.TimeoutExpired as error:
        raise GitError("git takes too long") from error
    except OSError as error:
        raise GitError(error.strerror or str(error)) from error
    if done.returncode:
        raise GitError(_reason(done, most))
    return done.stdout


def _reason(done: subprocess.CompletedProcess[bytes], most: int | None) -> str:
    text = done.stderr.decode("utf-8", "replace")
    if most is not None and ("File too large" in text or "signal 25" in text):
        return f"it is larger than {most} MB"
    found = _FAILED.search(text)
    told = found[1] if found else text.strip() or f"git ended with {done.returncode}"
    return " ".join(told.split())


def _limited(most: int) -> Callable[[], None]:
    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most * 1024 * 1024, most * 1024 * 1024))

    return limit


def _environment(protocols: str) -> Mapping[str, str]:
    """Return the surroundings of git: the user's own, without what points it elsewhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO")
    }
    kept.pop("SSH_ASKPASS", None)
    return {
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
        **kept,
        "GIT_ALLOW_PROTOCOL": protocols,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
