"""Which repositories a fleet has: typed paths, and lists as text, TOML and CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck.fleet.listing import repositories_of, shard_of
from snapcheck.fleet.nouns import FleetError, Repository

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ADDRESS = "https://git.example.com/team/orders.git"


def listed(tmp_path: Path, name: str, text: str) -> tuple[Repository, ...]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return repositories_of((), (str(tmp_path / name),))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "list.txt",
            f"# all\nstock  checkouts/stock\norders {ADDRESS} {COMMIT}\n'checkouts/two words'\n",
        ),
        (
            "list.csv",
            f"name,path,git,commit\nstock,checkouts/stock,,\norders,,{ADDRESS},{COMMIT}\n"  # noqa: ISC004
            ",checkouts/two words,,\n",
        ),
        (
            "list.toml",
            f'[[repository]]\nname = "stock"\npath = "checkouts/stock"\n'  # noqa: ISC004
            f'[[repository]]\nname = "orders"\ngit = "{ADDRESS}"\ncommit = "{COMMIT}"\n'
            '[[repository]]\npath = "checkouts/two words"\n',
        ),
    ],
)
def test_all_kinds_of_lists_say_the_same(name: str, text: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "checkouts")
    assert listed(tmp_path, name, text) == (
        Repository("orders", ADDRESS, None, ADDRESS, COMMIT),
        Repository("stock", "checkouts/stock", f"{folder}/stock"),
        Repository("two words", "checkouts/two words", f"{folder}/two words"),
    )


@pytest.mark.parametrize(
    ("line", "name", "commit"),
    [
        (ADDRESS, "orders", None),
        (f"{ADDRESS} {COMMIT}", "orders", COMMIT),
        (f"{ADDRESS} v1.2", "orders", "v1.2"),
        (f"shop {ADDRESS}", "shop", None),
        (f"shop {ADDRESS} release/2026-11", "shop", "release/2026-11"),
        ("git@git.example.com:team/orders.git", "orders", None),
        ("ssh://git@git.example.com/team/orders", "orders", None),
    ],
)
def test_lines_of_a_text(line: str, name: str, commit: str | None, tmp_path: Path) -> None:
    (found,) = listed(tmp_path, "list.txt", line)
    assert (found.name, found.commit) == (name, commit)
    assert found.address is not None
    assert found.path is None


def test_names_are_as_long_as_they_must_be(tmp_path: Path) -> None:
    found = repositories_of(("one/app", "two/app", "two/jobs", "https://h.example/x/app.git"), ())
    assert [each.name for each in found] == ["jobs", "one/app", "two/app", "x/app"]


def test_each_repository_is_in_one_shard() -> None:
    every = repositories_of([f"r{number:02}" for number in range(11)], ())
    parts = [shard_of(f"{number}/4").part(every) for number in range(1, 5)]
    assert sorted(each.name for part in parts for each in part) == [each.name for each in every]
    assert {len(part) for part in parts} == {2, 3}


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.txt", "a b c d\n", "more than a name, a place and a commit; quote what has blanks"),
        ("a.txt", "'a\n", "a.txt:1: not readable: No closing quotation"),
        (
            "a.txt",
            f"x {ADDRESS} --upload-pack=x\n",
            "'--upload-pack=x' is no commit, branch or tag",
        ),
        ("a.txt", f"x {ADDRESS} a:b\n", "'a:b' is no commit, branch or tag"),
        ("a.txt", "x here v1\n", "a path has no commit; check it out, or name an address"),
        ("a.txt", "x here\nx there\n", "two repositories are called 'x'; name each in a list"),
        ("a.csv", "name,url\n", "unknown column 'url'; known: name, path, git, commit"),
        ("a.csv", "name,path\na,b,c\n", "a.csv:2: more values than columns"),
        ("a.csv", "path,git\na,b\n", "name either a path or a git address"),
        ("a.csv", "git\n-oProxy=x\n", "'-oProxy=x' is no git address"),
        ("a.toml", "[x]\n", "expected nothing but tables [[repository]]"),
        ("a.toml", "[[repository]\n", "not readable as TOML: "),
        ("a.toml", "[[repository]]\npath = 1\n", "repository 1: its values must be strings"),
        ("a.txt", "\n", "no repository is named; give PATHs, or a list with --list FILE"),
    ],
)
def test_what_is_wrong_is_told(name: str, text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(FleetError) as caught:
        listed(tmp_path, name, text)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FleetError, match=r"can't read the list '.*gone': No such file"):
        repositories_of((), (str(tmp_path / "gone"),))
    (tmp_path / "odd").write_bytes(b"\xff\n")
    with pytest.raises(FleetError, match="is not UTF-8 text; save it as UTF-8"):
        repositories_of((), (str(tmp_path / "odd"),))


@pytest.mark.parametrize("text", ["3", "0/2", "3/2", "a/b", "-1/2"])
def test_what_is_no_shard_is_told(text: str) -> None:
    with pytest.raises(FleetError, match="is no shard; write NUMBER/OF, like 3/20"):
        shard_of(text)
