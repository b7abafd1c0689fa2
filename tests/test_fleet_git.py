"""Clones: what is fetched, how results are known again, and that nothing of a clone is executed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fleets import CLEAN, FROZEN, commit, fleet, git, repository, write

from snapcheck.fleet import git as own
from snapcheck.fleet.keys import content_of
from snapcheck.fleet.slots import own_clones

pytestmark = pytest.mark.slow


def rows_of(text: str) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(text)["repositories"]}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two commits, a tag and a branch."""
    root = repository(tmp_path_factory.mktemp("origin") / "orders", {"app.py": CLEAN})
    git(root, "tag", "-a", "v1", "-m", "one")
    git(root, "checkout", "-q", "-b", "next")
    write(root, {"app.py": FROZEN})
    commit(root)
    git(root, "checkout", "-q", "main")
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true")
    return root


@pytest.fixture(scope="module")
def served(origin: Path) -> Iterator[str]:
    """The address of a git server on this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = ["git", "daemon", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}"]
    command += ["--export-all", f"--base-path={origin.parent}", str(origin.parent)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        for _ in range(200):
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"git://127.0.0.1:{port}"
        server.terminate()


def test_addresses_are_cloned_at_what_they_name(origin: Path, served: str, tmp_path: Path) -> None:
    commits = {name: git(origin, "rev-parse", f"{name}^{{commit}}") for name in ("v1", "next")}
    lines = [
        f"default {origin.as_uri()}",
        f"tag {served}/orders v1",
        f"branch {served}/orders next",
        f"commit {served}/orders {commits['next']}",
        f"none {served}/orders v9",
        f"lost {served}/nobody",
    ]
    (tmp_path / "list.txt").write_text("\n".join(lines))
    done = fleet(tmp_path, "check", "--list", "list.txt", "-f", "json")
    assert done.returncode == 2
    rows = rows_of(done.stdout)
    assert {name: row["commit"] for name, row in rows.items() if row["state"] == "analysed"} == {
        "default": commits["v1"],
        "tag": commits["v1"],
        "branch": commits["next"],
        "commit": commits["next"],
    }
    found = {name: len(row.get("findings", [])) for name, row in rows.items()}  # type: ignore[arg-type]
    assert found == {"default": 0, "tag": 0, "branch": 1, "commit": 1, "none": 0, "lost": 0}
    assert rows["none"]["reason"] == "there is no commit, branch or tag 'v9'"
    assert rows["lost"]["state"] == "not fetched"
    # A commit is known by its name: nobody need ask the server.
    (tmp_path / "one.txt").write_text(f"commit git://127.0.0.1:1/orders {commits['next']}\n")
    again = rows_of(fleet(tmp_path, "check", "--list", "one.txt", "-f", "json").stdout)
    assert again["commit"]["findings"] == rows["commit"]["findings"]


HOSTILE = {
    "app.py": CLEAN,
    ".gitattributes": "* filter=evil diff=evil text\n*.bin filter=lfs\n",
    "data.bin": "version https://git-lfs.github.com/spec/v1\n",
    ".gitmodules": '[submodule "m"]\n\tpath = m\n\turl = ext::sh -c touch% {mark}\n',
}


def test_nothing_of_a_clone_is_executed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    files = {name: text.replace("{mark}", str(mark)) for name, text in HOSTILE.items()}
    root = repository(tmp_path / "evil", files)
    (root / "out.py").symlink_to("/etc/passwd")
    (root / "in.py").symlink_to("app.py")
    commit(root)
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\necho $0 >> {mark}\ncat\n")
    script.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "post-merge", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).symlink_to(script)
    settings = tmp_path / "gitconfig"
    settings.write_text(
        f'[filter "evil"]\n\tsmudge = {script}\n\tclean = {script}\n\trequired = true\n'
        f'[filter "lfs"]\n\tsmudge = {script}\n\tprocess = {script}\n\trequired = true\n'
        f"[core]\n\thooksPath = {hooks}\n\tfsmonitor = {script}\n"
        '[submodule]\n\trecurse = true\n[protocol "ext"]\n\tallow = always\n'
    )
    environment = {"GIT_CONFIG_GLOBAL": str(settings), "HOME": str(tmp_path), "GIT_TRACE": "1"}
    (tmp_path / ".gitconfig").write_text(settings.read_text())
    target = tmp_path / "clone"
    done = fleet(
        tmp_path, "check", root.as_uri(), f"ext::sh -c touch% {mark}", "-f", "json",
        environment=environment,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert not mark.exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path))
        own.clone(root.as_uri(), None, target, 100)
    assert not mark.exists()
    assert (target / "app.py").read_text() == CLEAN
    assert (target / "data.bin").read_text().startswith("version")
    assert (target / "in.py").is_symlink()
    assert not (target / "out.py").is_symlink()
    with pytest.raises(own.GitError, match="transport 'ext' not allowed"):
        own.clone(f"ext::sh -c touch% {mark}", None, tmp_path / "other", 100)
    assert not mark.exists()


def test_nothing_of_a_checkout_is_executed(tmp_path: Path) -> None:
    """Its own configuration may come from somebody else: in a tar file it does."""
    mark = tmp_path / "mark"
    root = repository(tmp_path / "evil", {"app.py": CLEAN, ".gitattributes": "* filter=evil\n"})
    command = f"touch {mark}; cat"
    for name, value in {
        "filter.evil.clean": command,
        "filter.evil.smudge": command,
        "filter.evil.required": "true",
        "core.fsmonitor": f"touch {mark}",
        "core.hooksPath": str(tmp_path),
    }.items():
        git(root, "config", name, value)
    write(root, {"app.py": FROZEN, "new.py": ""})
    before = content_of(str(root))
    assert not mark.exists()
    write(root, {"new.py": "X = 1\n"})
    assert content_of(str(root)) != before
    assert not mark.exists()


def test_what_is_too_large_is_not_cloned(tmp_path: Path) -> None:
    root = repository(tmp_path / "large", {"app.py": CLEAN})
    (root / "noise.bin").write_bytes(os.urandom(3_000_000))
    commit(root)
    done = fleet(tmp_path, "check", root.as_uri(), "--max-clone", "1", "-f", "json")
    (row,) = rows_of(done.stdout).values()
    assert (row["state"], row["reason"]) == ("not fetched", "it is larger than 1 MB")


def test_clones_are_gone_when_they_are_done_with(origin: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    dead = tmp_path / "tmp" / f"{own_clones()}999999999-x"
    dead.mkdir()
    fleet(tmp_path, "check", origin.as_uri(), environment={"TMPDIR": str(tmp_path / "tmp")})
    left = [each.name for each in (tmp_path / "tmp").glob("snapcheck-clones-*")]
    assert left == []


@pytest.mark.parametrize("is_git", [True, False])
def test_the_digest_is_of_what_an_analysis_can_read(is_git: bool, tmp_path: Path) -> None:
    files = {"app.py": CLEAN, "lib/steps.py": "", ".gitignore": "*.log\n"}
    roots = [tmp_path / "a", tmp_path / "b"]
    for root in roots:
        repository(root, files) if is_git else write(root, files)
    one, other = map(str, roots)
    known = content_of(one)
    assert content_of(other) == known
    write(roots[0], {"lib/steps.py": "X = 1\n"})
    changed = content_of(one)
    assert changed != known
    write(roots[0], {"lib/steps.py": "X = 2\n"})
    assert content_of(one) not in (known, changed)
    write(roots[0], {"lib/steps.py": ""})
    assert content_of(one) == known
    (roots[0] / "lib" / "steps.py").unlink()
    assert content_of(one) != known
    write(roots[1], {"new/app.py": CLEAN})
    assert content_of(other) != known


def test_settings_that_git_ignores_count(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", {"app.py": CLEAN, ".gitignore": "snapcheck.toml\n"})
    known = content_of(str(root))
    write(root, {"snapcheck.toml": "ignore = []\n"})
    assert content_of(str(root)) != known


def test_a_folder_of_a_larger_repository_is_known_by_the_whole(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", {"one/app.py": CLEAN, "two/app.py": CLEAN})
    one, two = content_of(str(root / "one")), content_of(str(root / "two"))
    assert one != two
    write(root, {".gitignore": "one/\n"})
    assert content_of(str(root / "one")) != one


def test_what_git_says_of_a_checkout(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", {"app.py": CLEAN, "gone.py": "", "two words.py": ""})
    git(root, "checkout", "-q", "-b", "other")
    write(root, {"two words.py": "X = 1\n"})
    commit(root)
    git(root, "checkout", "-q", "main")
    write(root, {"two words.py": "X = 2\n"})
    head = git(commit(root), "rev-parse", "HEAD")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "other")
    (root / "gone.py").unlink()
    write(root, {"lib/new one.py": ""})
    changes = (("gone.py", ".D"), ("lib/new one.py", "?"), ("two words.py", "UU"))
    assert own.checkout_of(str(root)) == own.Checkout(str(root), "", head, changes)
    beside = tmp_path / "beside"
    git(root, "worktree", "add", "-q", str(beside), "other")
    found = own.checkout_of(str(beside))
    assert found is not None
    assert (found.top, found.below, found.changes) == (str(beside), "", ())
    below = own.checkout_of(str(root / "lib"))
    assert below == own.Checkout(str(root), "lib/", head, changes)


def test_a_repository_that_is_none_is_not_taken_for_the_one_around_it(tmp_path: Path) -> None:
    root = repository(tmp_path / "a", {"app.py": CLEAN, "inner/app.py": CLEAN})
    write(root, {"inner/.git/config": "[core]\n"})
    assert own.checkout_of(str(root / "inner")) is None
