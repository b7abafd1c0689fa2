"""What a run asked the file system, and whether a later run would be answered the same."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from snapcheck.deploy.registry import declared
from snapcheck.discover.files import find_files
from snapcheck.filesystem.disk import ABSENT, FILE, FOLDER, LINK, Disk, unchanged
from snapcheck.filesystem.fingerprint import Queries, questions, texts

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
LONG_AGO = 1_500_000_000
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src}
"""


@pytest.fixture(params=["settled", "just written"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project that was written long ago, or right before the run."""
    root = tmp_path / "shop"
    (root / "src" / "deep").mkdir(parents=True)
    (root / "src" / "app.py").write_text("def handler(event, context): ...\n")
    (root / "src" / "data.json").write_text("{}")
    (root / "template.yaml").write_text(TEMPLATE)
    (root / ".gitignore").write_text("dist/\n")
    if request.param == "settled":
        age(root)
    return root


def age(root: Path) -> None:
    for path in (*root.rglob("*"), root):
        os.utime(path, (LONG_AGO, LONG_AGO), follow_symlinks=False)


def asked(root: Path, overlay: dict[str, bytes] | None = None) -> Queries:
    """What finding the files and functions of a project rests on."""
    disk = Disk(root, overlay)
    declared(find_files([root], disk).templates, disk)
    return disk.asked()


def test_nothing_has_changed(shop: Path) -> None:
    account = asked(shop)
    assert unchanged(account, shop)
    assert not any(os.path.isabs(path) for _, path, _ in questions(account) if str(shop) in path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is new": lambda root: (root / "src" / "new.py").write_text(""),
    "a file is new in a folder with none": lambda root: (root / "src/deep/x.py").touch(),
    "a file is gone": lambda root: (root / "src" / "app.py").unlink(),
    "a folder is gone": lambda root: (root / "src" / "deep").rmdir(),
    "a template says more": lambda root: (root / "template.yaml").write_text(TEMPLATE + "# x\n"),
    "a template says something else": lambda root: (root / "template.yaml").write_text(
        TEMPLATE.replace("3.12", "3.13")
    ),
    "what was no template may be one": lambda root: (root / "src/data.json").write_text("[]"),
    "git ignores something else": lambda root: (root / ".gitignore").write_text("disk/\n"),
    "a folder is a repository of its own": lambda root: (root / "src" / ".git").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(shop: Path, name: str) -> None:
    account = asked(shop)
    CHANGES[name](shop)
    assert not unchanged(account, shop)


def test_what_nobody_asked_about_may_change(shop: Path) -> None:
    account = asked(shop)
    (shop / "src" / "app.py").write_text("def handler(event, context): return 1\n")
    assert unchanged(account, shop)


def test_a_change_within_one_tick_of_the_clock_is_seen(shop: Path) -> None:
    template = shop / "template.yaml"
    before = template.stat()
    was_young = before.st_mtime > LONG_AGO
    account = asked(shop)
    template.write_text(TEMPLATE.replace("3.12", "3.13"))
    os.utime(template, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert unchanged(account, shop) is not was_young


def test_a_project_may_be_moved(shop: Path) -> None:
    account = asked(shop)
    moved = shop.rename(shop.parent / "moved")
    assert unchanged(account, moved)
    shutil.rmtree(moved / "src")
    assert not unchanged(account, moved)


def test_a_file_that_was_looked_for_where_nobody_searched(shop: Path) -> None:
    (shop / "template.yaml").write_text(TEMPLATE.replace("src", "dist"))
    (shop / "dist").mkdir()
    account = asked(shop)
    assert unchanged(account, shop)
    (shop / "dist" / "app.py").touch()
    assert not unchanged(account, shop)


@links
def test_a_link_that_leads_elsewhere(shop: Path) -> None:
    for name in ("one", "two"):
        (shop.parent / name).mkdir()
        (shop.parent / name / "x.py").write_text("")
    (shop / "linked").symlink_to(shop.parent / "one")
    account = asked(shop)
    assert unchanged(account, shop)
    (shop / "linked").unlink()
    (shop / "linked").symlink_to(shop.parent / "two")
    assert not unchanged(account, shop)


def test_what_could_not_be_read_is_asked_again(shop: Path) -> None:
    template = shop / "template.yaml"
    template.unlink()
    template.symlink_to(template)
    disk = Disk(shop)
    with pytest.raises(OSError, match="symbolic links"):
        disk.read(template)
    assert not unchanged(disk.asked(), shop)


def test_what_failed_is_never_the_same(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    for ask in (disk.listing, disk.read):
        with pytest.raises(OSError, match="gone"):
            ask(str(tmp_path / "gone"))
        assert not unchanged(disk.asked(), tmp_path)


# Unsaved text


def test_an_overlay_is_read_in_place_of_a_file(shop: Path) -> None:
    template = str(shop / "template.yaml")
    laid = {template: TEMPLATE.replace("3.12", "3.13").encode()}
    disk = Disk(shop, laid)
    (entry,) = declared([shop / "template.yaml"], disk).entry_points
    assert entry.runtime == "python3.13"
    account = disk.asked()
    assert unchanged(account, shop, laid)
    assert not unchanged(account, shop)
    assert not unchanged(account, shop, {template: b"Resources: {}\n"})
    assert not unchanged(asked(shop), shop, laid)


def test_an_overlay_need_not_be_there(tmp_path: Path) -> None:
    disk = Disk(tmp_path, {str(tmp_path / "app.py"): b"x = 1\n"})
    assert (disk.kind(tmp_path / "app.py"), disk.read(tmp_path / "app.py")) == (FILE, b"x = 1\n")
    assert disk.opened == 0


def test_a_file_that_only_an_overlay_has_can_be_a_handler(shop: Path) -> None:
    (shop / "src" / "app.py").unlink()
    (shop / "src" / "new.py").touch()
    bare = asked(shop)
    laid = {str(shop / "src" / "app.py"): b""}
    account = asked(shop, laid)
    assert unchanged(account, shop, laid)
    assert not unchanged(account, shop)
    assert unchanged(bare, shop)
    assert not unchanged(bare, shop, laid)
    assert unchanged(bare, shop, {str(shop / "src" / "new.py"): b"x = 1\n"})


# Each question once


def test_files_are_opened_once(shop: Path) -> None:
    disk = Disk(shop)
    tree = find_files([shop], disk)
    found = disk.opened
    declared(tree.templates, disk)
    assert (found, disk.opened) == (2, 3)  # .gitignore and data.json; then the template
    declared(tree.templates, disk)
    assert disk.hand_over(str(shop / "template.yaml")) == TEMPLATE.encode()
    assert disk.opened == 3


def test_what_was_read_is_kept_up_to_a_limit(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snapcheck.filesystem.contents._MOST_BYTES", len(TEMPLATE))
    disk = Disk(shop)
    assert disk.read(shop / "template.yaml") == TEMPLATE.encode()
    assert disk.read(shop / "src" / "app.py")
    assert disk.opened == 2
    assert disk.read(shop / "src" / "app.py")
    assert disk.opened == 2
    before = disk.asked()
    assert disk.read(shop / "template.yaml") == TEMPLATE.encode()
    assert disk.opened == 3
    assert disk.asked() == before


def test_a_file_that_changed_before_it_was_read_again(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.filesystem.contents._MOST_BYTES", 0)
    disk = Disk(shop)
    disk.read(shop / "template.yaml")
    (shop / "template.yaml").write_text(f"{TEMPLATE}# x\n")
    disk.read(shop / "template.yaml")
    assert not unchanged(disk.asked(), shop)


def test_without_an_account_nothing_is_noted(shop: Path) -> None:
    disk = Disk(shop, record=False)
    found = find_files([shop], disk)
    assert declared(found.templates, disk) == declared(found.templates, Disk(shop))
    assert disk.asked() == ()


def test_questions_are_unpacked_a_few_at_a_time(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = asked(shop)
    at_once = list(questions(account))
    monkeypatch.setattr("snapcheck.filesystem.fingerprint._AT_ONCE", 1)
    assert list(questions(account)) == at_once
    assert len(at_once) == b"".join(account).count(b"\n")


def test_questions_of_a_large_run_are_compressed(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = asked(shop)
    monkeypatch.setattr("snapcheck.filesystem.fingerprint._PART", 300)
    packed = asked(shop)
    assert b"".join(texts(packed)) == b"".join(account)
    assert len(packed) > 1
    assert unchanged(packed, shop)
    assert not unchanged((packed[0][:-1], *packed[1:]), shop)
    (shop / "template.yaml").write_text("Resources: {}\n")
    assert not unchanged(packed, shop)


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_what_rests_on_a_name_that_is_no_text_never_holds(tmp_path: Path) -> None:
    os.mkdir(os.fsencode(tmp_path) + b"/\xff")
    assert not unchanged(asked(tmp_path), tmp_path)


def test_what_is_read_for_the_analysis_is_no_question(shop: Path) -> None:
    disk = Disk(shop)
    assert disk.hand_over(str(shop / "src" / "app.py")).startswith(b"def")
    assert disk.asked() == ()
    disk.read(shop / "src" / "app.py")
    assert [path for _, path, _ in questions(disk.asked())] == [os.path.join("src", "app.py")]
    assert disk.opened == 1


def test_more_is_read_where_more_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"0123456789")
    disk = Disk(tmp_path)
    assert disk.read(tmp_path / "long", 4) == b"0123"
    assert disk.read(tmp_path / "long", 3) == b"012"
    assert disk.opened == 1
    assert disk.read(tmp_path / "long") == b"0123456789"
    assert disk.read(tmp_path / "long", 4) == b"0123"
    assert disk.opened == 2


def test_what_a_listing_says_is_not_asked_again(shop: Path) -> None:
    disk = Disk(shop)
    assert dict(disk.listing(str(shop))) == {
        ".gitignore": FILE,
        "src": FOLDER,
        "template.yaml": FILE,
    }
    before = disk.asked()
    assert disk.is_file(shop / "template.yaml")
    assert disk.is_folder(shop / "src")
    assert disk.kind(shop / "gone") == ABSENT
    assert disk.below(shop / "src") == "src"
    assert disk.asked() == before
    assert disk.is_file(shop / "src" / ".." / "template.yaml")
    assert disk.is_folder(os.path.join(shop, ""))


def test_deep_folders_are_no_recursion(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    folders = [str(tmp_path)]
    while len(folders[-1]) < 3_900:
        disk.listing(folders[-1])
        folders.append(os.path.join(folders[-1], "d"))
        os.mkdir(folders[-1])
    assert disk.real(folders[-1]) == os.path.realpath(folders[-1])
    for folder in reversed(folders[1:]):
        os.rmdir(folder)


@links
def test_paths_lead_where_the_system_says(shop: Path) -> None:
    (shop / "to").symlink_to("src")
    (shop / "src" / "up").symlink_to("..")
    (shop / "nowhere").symlink_to("gone")
    for is_listed in (False, True):
        disk = Disk(shop)
        for folder in (".", "src", "to") if is_listed else ():
            disk.listing(os.path.normpath(shop / folder))
        for path in ("src/app.py", "to/app.py", "to/up/src/app.py", "gone/x", "nowhere", "to/../x"):
            at = os.path.join(shop, path)
            assert disk.real(at) == os.path.realpath(at)
            assert disk.exists(at) == os.path.exists(at)
            assert disk.is_file(at) == os.path.isfile(at)
        assert disk.own_kind(shop / "nowhere") == LINK
        assert disk.below(shop / "to" / "app.py") == "src/app.py"
        assert disk.below(shop.parent / "x") is None


def test_what_is_looked_at_is_handed_on_while_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("first.py", "second.py", "third.py")]
    for file in files:
        file.write_bytes(b"1234")
    monkeypatch.setattr("snapcheck.filesystem.contents._MOST_BYTES", 8)
    disk = Disk(tmp_path)
    for file in files:
        disk.read_once(str(file))
    assert disk.opened == 3
    assert [disk.pass_on(str(file)) for file in files] == [b"1234"] * 3
    assert disk.opened == 4
