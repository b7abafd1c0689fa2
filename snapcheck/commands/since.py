"""`--changed-since REV` and `--new-since REV`: what git knows of an earlier state.

Git is asked for contents and differences only, with nothing that a repository could make it run: no
external diff, no text conversion, no filter, no file-system monitor.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from snapcheck.commands.failure import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from snapcheck.commands.cache_and_jobs import CacheAndJobs
    from snapcheck.model import KnownFinding, Request

_Ranges = tuple[tuple[int, int], ...]

_SAFE = (
    "-c",
    "core.quotePath=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.pager=cat",
)
_DIFF = (
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules"),
    *("--src-prefix=a/", "--dst-prefix=b/", "-M", "-U0"),
)
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_NEW = b"+++ "
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPED = {
    b"n": b"\n",
    b"t": b"\t",
    b"r": b"\r",
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"v": b"\v",
}
# What an earlier state is read from; the rest of a tree can't hold code or deployments.
_WANTED = re.compile(
    r".*\.(?:py|toml|ya?ml|json|tf|ts|txt|cfg|ini|pth)|(?:.*/)?(?:Dockerfile[^/]*|\.gitignore)"
)
_LARGEST = 2 * 1024 * 1024
_ALL = ((1, 2**31),)


def changed_lines(request: Request, revision: str) -> Request:
    """Return the request for what touches a line that changed since the merge base with REV."""
    top = _top(request.root)
    base = _git(top, "merge-base", _commit(top, revision), "HEAD").decode().strip()
    difference = _git(top, "diff", *_DIFF, base, "--")
    lines = {os.path.join(top, name): ranges for name, ranges in _added(difference)}
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    lines.update({os.path.join(top, name): _ALL for name in _names(untracked)})
    from pathlib import Path

    found = tuple(sorted(lines.items()))
    return replace(request, changed=tuple(map(Path, lines)), changed_lines=found)


def _added(difference: bytes) -> Iterator[tuple[str, _Ranges]]:
    """Yield the files of a difference, by their new names, with the ranges of their new lines."""
    name, ranges = "", list[tuple[int, int]]()
    lines = iter(difference.split(b"\n"))
    for line in lines:
        if line.startswith(b"diff --git ") and name:
            yield name, tuple(ranges)
            name, ranges = "", []
        elif line.startswith(_NEW) and not name:
            text = os.fsdecode(_unquoted(line[len(_NEW) :]))
            name = text.removeprefix("b/") if text != "/dev/null" else ""
        elif hunk := _HUNK.match(line):
            gone, first, new = (int(part) if part else 1 for part in hunk.groups())
            if new:
                ranges.append((first, first + new - 1))
            for _ in range(gone + new):  # what follows is text of the file, whatever it looks like
                next(lines, b"")
    if name:
        yield name, tuple(ranges)


def _unquoted(name: bytes) -> bytes:
    """Return a name as it is: git quotes odd ones as C does, and puts a tab behind blanks."""
    name = name.removesuffix(b"\t")
    if not name.startswith(b'"'):
        return name
    return _ESCAPE.sub(_byte, name[1:-1])


def _byte(found: re.Match[bytes]) -> bytes:
    text = found[1]
    return bytes([int(text, 8)]) if text.isdigit() else _ESCAPED.get(text, text)


def known_at(request: Request, revision: str, resources: CacheAndJobs) -> tuple[KnownFinding, ...]:
    """Return what was there at REV: its tree is written to a folder of its own, and analysed."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from snapcheck import analysis
    from snapcheck.config.repository import Repository
    from snapcheck.suppress.baseline import accepted, known
    from snapcheck.suppress.suppression import problem_print

    top = _top(request.root)
    commit = _commit(top, revision)
    with TemporaryDirectory(prefix="snapcheck-") as folder:
        copy = os.path.realpath(folder)
        (Path(copy) / ".git").mkdir()
        _write_tree(top, commit, Path(copy))

        def moved(path: Path) -> Path:
            return Path(copy) / os.path.relpath(os.path.abspath(path), top)

        root = moved(request.root)
        paths = tuple([path for path in map(moved, request.paths) if path.exists()])
        if not paths or not root.is_dir():
            return ()
        before = replace(
            request,
            paths=paths,
            root=root,
            patterns_from=moved(request.patterns_from or request.root),
            entry_points=tuple([e for e in request.entry_points if _is_there(e, root)]),
            source_roots=tuple([each for each in request.source_roots if (root / each).is_dir()]),
            baseline=(),
            changed=None,
            changed_lines=None,
            overlay=(),
        )
        report = analysis.check(before, jobs=resources.processes(), limits=resources.limits())
        repository = Repository(root)
        findings = [known(each, repository.place(each.span.path)) for each in report.findings]
        problems = [
            accepted(each, repository.place(each.path), problem_print(each, repository))
            for each in report.problems
            if each.is_acceptable
        ]
        return (*findings, *problems)


def _is_there(entry_point: str, root: Path) -> bool:
    return (root / entry_point.rpartition(":")[0]).is_file()


def _write_tree(top: str, commit: str, folder: Path) -> None:
    """Write the files of a commit that an analysis reads, as git keeps them: no filter runs."""
    listing = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    wanted = []
    for line in filter(None, listing):
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.split(b" ")
        path = os.fsdecode(name)
        if mode in (b"100644", b"100755") and _WANTED.fullmatch(path) and ".." not in path:
            wanted.append((blob, path))
    asked = b"".join(blob + b"\n" for blob, _ in wanted)
    answer = _git(top, "cat-file", "--batch", given=asked)
    at = 0
    for _, path in wanted:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        at = end + 1
        if size <= _LARGEST:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer[at : at + size])
        at += size + 1


def _top(root: Path) -> str:
    return os.fsdecode(_git(str(root), "rev-parse", "--show-toplevel")).rstrip("\n")


def _commit(top: str, revision: str) -> str:
    """Return the commit that a revision names; in a shallow clone it may be missing."""
    try:
        if revision.startswith("-"):
            raise Failure(f"'{revision}' is no revision; name a branch, a tag or a commit")
        return _git(top, "rev-parse", "--verify", "-q", f"{revision}^{{commit}}").decode().strip()
    except _GitError as error:
        shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
        mend = (
            "this clone is shallow: fetch all of it (`fetch-depth: 0` for actions/checkout)"
            if shallow
            else "name a branch, a tag or a commit that `git rev-parse` knows"
        )
        raise Failure(f"git knows no '{revision}' here; {mend}") from error


class _GitError(Failure):
    """Git did not do what it was asked for."""


def _git(folder: str, *arguments: str, given: bytes = b"") -> bytes:
    import subprocess

    command = ["git", *_SAFE, *arguments]
    surroundings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            command, cwd=folder, input=given, capture_output=True, env=surroundings, check=False
        )
    except OSError as error:
        raise _GitError(f"can't run git: {error.strerror}; install it") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if arguments[0] == "merge-base" and not said:
            raise _GitError(
                "git finds no commit that both have in common; fetch all of the history "
                "(`fetch-depth: 0` for actions/checkout)"
            )
        raise _GitError(f"git {arguments[0]}: {said[-1] if said else 'it failed'}")
    return done.stdout


def _names(listing: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listing.split(b"\0") if name]
