"""Which files are found: given paths, .gitignore, generated folders, vendored packages, links."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from snapcheck.discover import files
from snapcheck.discover.files import Tree
from snapcheck.filesystem.disk import Disk
from snapcheck.model import ProblemKind

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def write(root: Path, files: dict[str, str]) -> Path:
    """Writes the files below `root`, with their folders."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def find_files(paths: Sequence[Path], root: Path, *, include_vendored: bool = False) -> Tree:
    """The files that a run in `root` finds."""
    return files.find_files(paths, Disk(root), include_vendored=include_vendored)


def python(tree: Tree, root: Path) -> list[str]:
    return [Path(path).relative_to(root).as_posix() for path in tree.python]


def found(root: Path, *, include_vendored: bool = False) -> list[str]:
    """The Python files of a folder, and no problem on the way."""
    tree = find_files([root], root, include_vendored=include_vendored)
    assert tree.problems == ()
    return python(tree, root)


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """A folder, seen with the rights of an ordinary user, for whom modes mean something."""
    if sys.platform == "win32":
        pytest.skip("modes mean little on Windows")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o777)
        shutil.rmtree(folder)


# What is found


def test_python_files_below_a_folder_are_found_sorted_and_absolute(tmp_path: Path) -> None:
    write(tmp_path, {"b.py": "", "a/z.py": "", "a/b/c.py": "", "a-b/x.py": "", "notes.txt": ""})
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["a/b/c.py", "a/z.py", "a-b/x.py", "b.py"]
    assert list(tree.python) == sorted(tree.python, key=Path)
    assert all(os.path.isabs(path) for path in (*tree.python, *tree.templates))


def test_a_relative_path_is_read_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"src/app.py": ""})
    monkeypatch.chdir(tmp_path)
    assert find_files([Path("src")], tmp_path).python == (str(tmp_path / "src" / "app.py"),)


def test_overlapping_paths_give_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/x.py": "", "a/y.py": ""})
    paths = [tmp_path / "a" / "b", tmp_path, tmp_path / "a" / "b" / "x.py", tmp_path / "a"]
    tree = find_files(paths, tmp_path)
    assert python(tree, tmp_path) == ["a/b/x.py", "a/y.py"]
    assert tree.problems == ()


@pytest.mark.parametrize(
    "name",
    ["template.yaml", "template-dev.yml", "sam.yaml", "my-cloudformation.yml", "infra_cfn.yaml"],
)
def test_a_template_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"app.py": "", name: "Resources: {}\n"})
    assert find_files([tmp_path], tmp_path).templates == (str(tmp_path / name),)


@pytest.mark.parametrize("kind", ["AWS::Lambda::Function", "AWS::Serverless::Api"])
def test_a_template_is_known_by_its_text(tmp_path: Path, kind: str) -> None:
    write(tmp_path, {"app.py": "", "infra/stack.yml": f"Type: {kind}\n", "other.yaml": "a: 1\n"})
    assert find_files([tmp_path], tmp_path).templates == (str(tmp_path / "infra" / "stack.yml"),)


def test_only_the_first_two_mebibytes_are_sniffed(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "data.yaml": "#" * 2**21 + "\nType: AWS::Lambda::Function\n"})
    assert find_files([tmp_path], tmp_path).templates == ()


def test_a_template_given_by_name_is_not_sniffed(tmp_path: Path) -> None:
    write(tmp_path, {"stack.yaml": "a: 1\n"})
    tree = find_files([tmp_path / "stack.yaml"], tmp_path)
    assert tree.templates == (str(tmp_path / "stack.yaml"),)
    assert tree.problems == ()


# What git ignores


def test_what_gitignore_names_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "out/\n*_pb2.py\n", "a.py": "", "out/b.py": "", "c_pb2.py": ""})
    assert found(tmp_path) == ["a.py"]


def test_ignored_templates_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "packaged.yaml", "a.py": "", "packaged.yaml": "AWS::Serverless"})
    assert find_files([tmp_path], tmp_path).templates == ()


def test_a_pattern_with_a_slash_holds_from_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path, {"sub/.gitignore": "/a.py\nx/b.py\n"})
    write(
        tmp_path, {"a.py": "", "sub/a.py": "", "sub/deep/a.py": "", "sub/x/b.py": "", "x/b.py": ""}
    )
    assert found(tmp_path) == ["a.py", "sub/deep/a.py", "x/b.py"]


def test_a_negated_line_takes_back(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "gen_*.py\n!gen_kept.py\n", "gen_a.py": "", "gen_kept.py": ""})
    assert found(tmp_path) == ["gen_kept.py"]


def test_a_nested_gitignore_can_take_back_what_an_outer_one_ignores(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*_gen.py\n", "sub/.gitignore": "!*_gen.py\n"})
    write(tmp_path, {"a.py": "", "a_gen.py": "", "sub/b_gen.py": "", "sub/deep/c_gen.py": ""})
    assert found(tmp_path) == ["a.py", "sub/b_gen.py", "sub/deep/c_gen.py"]


def test_nothing_is_taken_back_from_an_ignored_folder(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "out\n!out/keep.py\n", "a.py": "", "out/keep.py": ""})
    assert found(tmp_path) == ["a.py"]


def test_the_contents_of_a_folder_can_be_ignored_but_for_one_file(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "out/**\n!out/keep.py\n", "out/keep.py": "", "out/b.py": ""})
    assert found(tmp_path) == ["out/keep.py"]


def test_everything_can_be_ignored_but_for_one_folder(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "/*\n!/src/\n", "a.py": "", "src/b.py": "", "x/c.py": ""})
    assert found(tmp_path) == ["src/b.py"]


def test_gitignore_files_above_the_given_path_hold_up_to_the_repository(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.py\n", "repo/.git/HEAD": "", "repo/.gitignore": "old_*.py\n"})
    write(tmp_path, {"repo/fns/a/app.py": "", "repo/fns/a/old_app.py": ""})
    given = tmp_path / "repo" / "fns" / "a"
    assert find_files([given], given).python == (str(given / "app.py"),)


def test_without_a_repository_gitignore_files_hold_from_the_root_down(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.py\n", "proj/.gitignore": "old.py\n"})
    root = write(tmp_path / "proj", {"fns/app.py": "", "fns/old.py": ""})
    assert find_files([root / "fns"], root).python == (str(root / "fns" / "app.py"),)


def test_the_excludes_of_the_repository_hold(tmp_path: Path) -> None:
    write(tmp_path, {".git/info/exclude": "mine.py\nalso.py\n", ".gitignore": "!also.py\n"})
    write(tmp_path, {"a.py": "", "mine.py": "", "also.py": ""})
    assert found(tmp_path) == ["a.py", "also.py"]


def test_the_excludes_of_a_worktree_are_those_of_its_repository(tmp_path: Path) -> None:
    write(tmp_path, {"main/.git/info/exclude": "mine.py\n"})
    write(tmp_path, {"main/.git/worktrees/w/commondir": "../..\n"})
    tree = write(tmp_path / "w", {".git": "gitdir: ../main/.git/worktrees/w\n"})
    write(tree, {"a.py": "", "mine.py": ""})
    assert found(tree) == ["a.py"]


def test_the_lines_of_an_outer_repository_end_at_an_inner_one(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", ".gitignore": "gen.py\n", "gen.py": ""})
    write(tmp_path, {"inner/.git/HEAD": "", "inner/gen.py": ""})
    assert found(tmp_path) == ["inner/gen.py"]


def test_what_is_given_by_name_is_analysed_though_it_is_ignored(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", ".gitignore": "out/\nold.py\n"})
    write(tmp_path, {"old.py": "", "out/a.py": "", "b.py": ""})
    tree = find_files([tmp_path / "old.py", tmp_path / "out"], tmp_path)
    assert python(tree, tmp_path) == ["old.py", "out/a.py"]


@pytest.mark.parametrize("line", ["!", "//", "[a-", "\\", "[z-a].py", "***", "/", " ", "!/", "\0"])
def test_a_broken_line_does_no_harm_to_the_others(tmp_path: Path, line: str) -> None:
    write(tmp_path, {".gitignore": f"{line}\nold.py\n", "old.py": "", "a.py": ""})
    assert "old.py" not in python(find_files([tmp_path], tmp_path), tmp_path)


def test_a_gitignore_file_may_have_a_mark_windows_line_ends_and_odd_bytes(tmp_path: Path) -> None:
    write(tmp_path, {"old.py": "", "a.py": ""})
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbfold.py\r\n\xff\xfe\r\n")
    assert found(tmp_path) == ["a.py"]


def test_a_pattern_of_many_stars_does_not_stall_the_run(tmp_path: Path) -> None:
    name = "a" * 200 + ".py"
    write(tmp_path, {".gitignore": "*a" * 30 + "b\n", name: ""})
    started = time.monotonic()
    assert found(tmp_path) == [name]
    assert time.monotonic() - started < 5


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(
    "lines",
    [
        "*\n!*/\n!*.py\n",
        "*\n!src/\n!src/**\n",
        "/src/*\n!/src/a\n",
        "**/b/\n",
        "src/**/x.py\n",
        "a/\n!a/x.py\n",
        "x.py\n!/x.py\n",
        "[!a].py\nb?\n",
        "\\!x.py\nb \nx.py \n",
        "/a/**/\n!b/\n",
    ],
)
def test_git_itself_finds_the_same_files(tmp_path: Path, lines: str) -> None:
    places = ["", "a/", "a/b/", "src/", "src/a/", "src/a/b/", "bb/"]
    write(tmp_path, {place + name: "" for place in places for name in ("x.py", "a.py", "!x.py")})
    write(tmp_path, {".gitignore": lines})
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    git = ["git", "-C", str(tmp_path), "ls-files", "-oz", "--exclude-standard", "*.py"]
    said = subprocess.run(git, check=True, capture_output=True, text=True).stdout
    tree = find_files([tmp_path], tmp_path)
    assert set(python(tree, tmp_path)) == set(said.split("\0")) - {""}


# What tools make


@pytest.mark.parametrize(
    "folder",
    [
        ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__",
        ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", ".aws-sam", "cdk.out",
        "site-packages",
    ],
)  # fmt: skip
def test_folders_that_tools_make_are_passed_over(tmp_path: Path, folder: str) -> None:
    write(tmp_path, {"a.py": "", f"x/{folder}/b.py": "", f"x/{folder}/template.yaml": ""})
    assert found(tmp_path) == ["a.py"]
    assert find_files([tmp_path], tmp_path).templates == ()


def test_a_folder_with_a_pyvenv_cfg_is_an_environment_by_any_name(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "env/pyvenv.cfg": "", "env/lib/b.py": "", "my39/pyvenv.cfg": ""})
    write(tmp_path, {"my39/c.py": ""})
    assert found(tmp_path) == ["a.py"]


@pytest.mark.parametrize("folder", ["build", "dist", "env", "lib", "out"])
def test_a_folder_that_may_be_source_is_analysed(tmp_path: Path, folder: str) -> None:
    write(tmp_path, {f"{folder}/app.py": ""})
    assert found(tmp_path) == [f"{folder}/app.py"]


def test_what_setuptools_builds_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"pkg/a.py": "", "build/lib/pkg/a.py": "", "build/bdist.linux-x86_64/x": ""})
    assert found(tmp_path) == ["pkg/a.py"]


@pytest.mark.parametrize("folder", [".venv", "build", "env"])
def test_a_folder_that_a_tool_made_is_analysed_if_given(tmp_path: Path, folder: str) -> None:
    write(tmp_path, {"a.py": "", f"{folder}/b.py": ""})
    write(tmp_path, {f"{folder}/pyvenv.cfg": "", f"{folder}/bdist.any/x": ""})
    for paths in ([tmp_path / folder, tmp_path], [tmp_path, tmp_path / folder]):
        assert f"{folder}/b.py" in python(find_files(paths, tmp_path), tmp_path)


# What others wrote

REQUESTS = {"__init__.py": "", "sessions.py": "", "adapters.py": "", "packages/deep.py": ""}


def installed(folder: str, *, record: str = "", top_level: str = "") -> dict[str, str]:
    """The metadata that pip leaves in a folder."""
    files = {"RECORD": record, "top_level.txt": top_level}
    return {f"{folder}/{name}": text for name, text in files.items() if text}


def test_what_record_names_is_vendored(tmp_path: Path) -> None:
    write(
        tmp_path, installed("fn/acme-1.0.dist-info", record="acme/__init__.py,sha256=x,9\none.py,,")
    )
    write(
        tmp_path,
        {"fn/acme/__init__.py": "", "fn/acme/in/x.py": "", "fn/one.py": "", "fn/app.py": ""},
    )
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["fn/app.py"]
    assert tree.left_out == 2


def test_what_top_level_names_is_vendored(tmp_path: Path) -> None:
    write(tmp_path, installed("fn/Acme_Tools-1.0.dist-info", top_level="acme\n_acme\nacme_one\n"))
    write(
        tmp_path, {"fn/acme/a.py": "", "fn/_acme/b.py": "", "fn/acme_one.py": "", "fn/app.py": ""}
    )
    assert found(tmp_path) == ["fn/app.py"]


def test_metadata_without_files_names_a_package_by_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, {"fn/acme-1.0.dist-info/METADATA": "", "fn/acme/a.py": "", "fn/app.py": ""})
    assert found(tmp_path) == ["fn/app.py"]


def test_an_installed_egg_info_counts(tmp_path: Path) -> None:
    write(tmp_path, installed("fn/acme-1.0-py3.9.egg-info", top_level="acme\n"))
    write(tmp_path, {"fn/acme/a.py": "", "fn/app.py": ""})
    assert found(tmp_path) == ["fn/app.py"]


def test_the_egg_info_of_an_editable_install_names_own_source(tmp_path: Path) -> None:
    write(tmp_path, installed("src/shop.egg-info", top_level="shop\n"))
    write(tmp_path, {"src/shop/orders.py": ""})
    assert found(tmp_path) == ["src/shop/orders.py"]


def test_a_distribution_that_installs_a_tests_folder_does_not_hide_ours(tmp_path: Path) -> None:
    write(tmp_path, installed("acme-1.dist-info", record="acme/a.py,,\ntests/test_acme.py,,\n"))
    write(tmp_path, {"acme/a.py": "", "tests/test_app.py": "", "app.py": ""})
    assert found(tmp_path) == ["app.py", "tests/test_app.py"]


def test_scripts_of_installed_distributions_are_vendored(tmp_path: Path) -> None:
    write(tmp_path, installed("fn/acme-1.0.dist-info", record="../../bin/acme.py,,\nacme.py,,\n"))
    write(tmp_path, {"fn/bin/acme.py": "", "fn/acme.py": "", "fn/app.py": ""})
    assert found(tmp_path) == ["fn/app.py"]


def test_own_scripts_beside_installed_ones_are_kept(tmp_path: Path) -> None:
    write(tmp_path, installed("fn/acme-1.0.dist-info", record="../../bin/acme.py,,\nacme.py,,\n"))
    write(tmp_path, {"fn/bin/acme.py": "", "fn/bin/deploy.py": "", "fn/acme.py": ""})
    assert "fn/bin/deploy.py" in found(tmp_path)


def test_a_well_known_package_needs_no_metadata(tmp_path: Path) -> None:
    write(tmp_path, {f"fn/requests/{name}": text for name, text in REQUESTS.items()})
    write(tmp_path, {"fn/app.py": "", "fn/six.py": "class _SixMetaPathImporter(object):\n"})
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["fn/app.py"]
    assert tree.left_out == 2


@pytest.mark.parametrize("name", ["requests", "redis", "yaml", "click", "jwt", "attr", "numpy"])
def test_an_own_folder_with_a_well_known_name_is_kept(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"{name}/__init__.py": "__version__ = '1'\n", f"{name}/models.py": ""})
    assert found(tmp_path) == [f"{name}/__init__.py", f"{name}/models.py"]


def test_an_own_file_with_a_well_known_name_is_kept(tmp_path: Path) -> None:
    write(tmp_path, {"six.py": "SIX = 6\n"})
    assert found(tmp_path) == ["six.py"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[project]\nname = "requests"\n'),
        ("setup.cfg", "[metadata]\nname = requests\n"),
        ("setup.py", "setup(name='requests')\n"),
    ],
)
@pytest.mark.parametrize("above", ["", "src/"])
def test_the_repository_of_a_well_known_package_is_its_own_source(
    tmp_path: Path, file: str, text: str, above: str
) -> None:
    write(tmp_path, {file: text, f"{above}requests/__init__.py": ""})
    write(tmp_path, {f"{above}requests/sessions.py": "", f"{above}requests/adapters.py": ""})
    assert len(found(tmp_path)) >= 3


def test_vendored_packages_can_be_included(tmp_path: Path) -> None:
    write(tmp_path, {f"fn/requests/{name}": text for name, text in REQUESTS.items()})
    tree = find_files([tmp_path], tmp_path, include_vendored=True)
    assert len(tree.python) == 4
    assert tree.left_out == 0


def test_a_vendored_file_given_by_name_is_analysed_and_not_left_out(tmp_path: Path) -> None:
    write(tmp_path, {f"requests/{name}": text for name, text in REQUESTS.items()} | {"app.py": ""})
    tree = find_files([tmp_path, tmp_path / "requests" / "sessions.py"], tmp_path)
    assert python(tree, tmp_path) == ["app.py", "requests/sessions.py"]
    assert tree.left_out == 1


# Links


@links
def test_a_linked_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/shared/s.py": "", "proj/app.py": ""})
    (tmp_path / "proj" / "shared").symlink_to(tmp_path / "elsewhere" / "shared")
    assert found(tmp_path / "proj") == ["app.py", "shared/s.py"]


@links
def test_a_file_is_found_once_and_by_its_path_without_links(tmp_path: Path) -> None:
    write(tmp_path, {"z/s.py": ""})
    (tmp_path / "a").symlink_to("z")
    (tmp_path / "b.py").symlink_to("z/s.py")
    assert found(tmp_path) == ["z/s.py"]
    given = [tmp_path / "a", tmp_path / "b.py", tmp_path]
    assert python(find_files(given, tmp_path), tmp_path) == ["z/s.py"]
    assert python(find_files(given[:1], tmp_path), tmp_path) == ["a/s.py"]


@links
def test_two_links_to_one_folder_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/s.py": "", "proj/app.py": ""})
    for name in ("two", "one"):
        (tmp_path / "proj" / name).symlink_to(tmp_path / "elsewhere")
    assert found(tmp_path / "proj") == ["app.py", "one/s.py"]


@links
def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path, {"a/x.py": "", "b/y.py": ""})
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "self").symlink_to(".")
    (tmp_path / "a" / "over").symlink_to("../b")
    (tmp_path / "b" / "back").symlink_to("../a")
    (tmp_path / "b" / "top").symlink_to("/")
    assert found(tmp_path) == ["a/x.py", "b/y.py"]


@links
def test_a_link_found_behind_a_link_is_followed_too(tmp_path: Path) -> None:
    write(tmp_path, {"one/a.py": "", "two/b.py": "", "proj/app.py": ""})
    (tmp_path / "proj" / "one").symlink_to(tmp_path / "one")
    (tmp_path / "one" / "two").symlink_to(tmp_path / "two")
    (tmp_path / "two" / "one").symlink_to(tmp_path / "one")
    assert found(tmp_path / "proj") == ["app.py", "one/a.py", "one/two/b.py"]


@links
def test_an_ignored_link_and_a_link_to_a_vendored_package_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {f"layer/requests/{name}": text for name, text in REQUESTS.items()})
    write(
        tmp_path, {"elsewhere/s.py": "", "layer/x.py": "", "fn/.gitignore": "skip\n", "fn/a.py": ""}
    )
    (tmp_path / "fn" / "skip").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "fn" / "requests").symlink_to(tmp_path / "layer" / "requests")
    (tmp_path / "fn" / "s.py").symlink_to(tmp_path / "layer" / "requests" / "sessions.py")
    tree = find_files([tmp_path / "fn", tmp_path / "layer"], tmp_path)
    assert python(tree, tmp_path) == ["fn/a.py", "layer/x.py"]


@links
def test_a_linked_template_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/stack.yaml": "Type: AWS::Lambda::Function", "proj/app.py": ""})
    (tmp_path / "proj" / "stack.yaml").symlink_to(tmp_path / "elsewhere" / "stack.yaml")
    tree = find_files([tmp_path / "proj"], tmp_path)
    assert tree.templates == (str(tmp_path / "proj" / "stack.yaml"),)


@links
def test_a_root_behind_a_link_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"real/a.py": "", "real/z.py": ""})
    (tmp_path / "root").symlink_to("real")
    (tmp_path / "real" / "b.py").symlink_to("z.py")
    root = tmp_path / "root"
    assert find_files([root], root).python == (
        str(root / "a.py"),
        str(root / "z.py"),
    )


# What cannot be analysed


def test_a_missing_path(tmp_path: Path) -> None:
    tree = find_files([tmp_path / "nowhere", tmp_path.parent / "else" / "x.py"], tmp_path)
    assert tree.python == ()
    assert {(each.path, each.message, each.kind) for each in tree.problems} == {
        (path, "no such file or folder", ProblemKind.MISSING_PATH)
        for path in ("nowhere", (tmp_path.parent / "else" / "x.py").as_posix())
    }


def test_a_path_outside_the_root_is_shown_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "root", {"a.py": ""})
    monkeypatch.chdir(root)
    tree = find_files([Path("../nowhere"), Path("x\0y")], root)
    assert [problem.path for problem in tree.problems] == ["../nowhere", "x\0y"]


def test_a_file_that_is_not_python(tmp_path: Path) -> None:
    write(tmp_path, {"notes.txt": ""})
    tree = find_files([tmp_path / "notes.txt"], tmp_path)
    assert [(each.path, each.message) for each in tree.problems] == [
        ("notes.txt", "not a Python file")
    ]


def test_a_folder_without_python(tmp_path: Path) -> None:
    write(tmp_path, {"docs/notes.txt": "", "src/a.py": "", "infra/template.yaml": ""})
    tree = find_files([tmp_path / "docs", tmp_path / "src", tmp_path / "infra"], tmp_path)
    assert tree.problems == ()
    (told,) = tree.empty
    assert told.startswith("no Python files in docs (name a folder that holds")
    # Templates can hold code themselves, and rules of their own look at them.
    assert tree.templates == (str(tmp_path / "infra" / "template.yaml"),)


def test_a_root_without_python(tmp_path: Path) -> None:
    (told,) = find_files([tmp_path], tmp_path).empty
    assert told.startswith("no Python files in . (")


def test_a_folder_of_vendored_packages_only(tmp_path: Path) -> None:
    write(tmp_path, {f"requests/{name}": text for name, text in REQUESTS.items()})
    (told,) = find_files([tmp_path], tmp_path).empty
    assert "--include-vendored" in told


@links
def test_a_link_to_nowhere(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": ""})
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    (tmp_path / "circle.py").symlink_to("circle.py")
    (tmp_path / "folder").symlink_to("nowhere")
    (tmp_path / ".#a.py").symlink_to("user@host.1234")
    tree = find_files([tmp_path, tmp_path / "gone.py"], tmp_path)
    assert python(tree, tmp_path) == ["a.py"]
    assert [(each.path, each.message) for each in tree.problems] == [
        ("circle.py", "the link leads nowhere"),
        ("gone.py", "the link leads nowhere"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipes_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": ""})
    for name in ("pipe.py", "template.yaml", "pipe", ".gitignore"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "link.py").symlink_to("pipe.py")
    tree = find_files([tmp_path, tmp_path / "pipe"], tmp_path)
    assert python(tree, tmp_path) == ["a.py"]
    assert tree.templates == ()
    assert [(each.path, each.message) for each in tree.problems] == [
        ("pipe", "neither a file nor a folder"),
        ("pipe.py", "not a regular file"),
    ]


def test_a_folder_that_may_not_be_read() -> None:
    with ordinary_user() as root:
        write(root, {"a.py": "", "closed/b.py": "", "half/c.py": "", "also/x.yaml": "a: 1"})
        (root / "closed").chmod(0)
        (root / "also" / "x.yaml").chmod(0)
        tree = find_files([root, root / "closed", root / "closed" / "b.py"], root)
        assert python(tree, root) == ["a.py", "half/c.py"]
        assert [(each.path, each.message) for each in tree.problems] == [
            ("closed", "cannot be read: permission denied"),
            ("closed/b.py", "cannot be read: permission denied"),
        ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": ""})
    (tmp_path / os.fsdecode(b"caf\xe9.py")).write_text("")
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["a.py"]
    assert [(each.path, each.message) for each in tree.problems] == [
        ("caf�.py", "the path is not UTF-8")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs relative steps into deep folders")
def test_folders_deeper_than_a_path_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.py": ""})
    monkeypatch.chdir(tmp_path)
    name = "d" * 200
    for _ in range(25):
        os.mkdir(name)
        os.chdir(name)
    Path("b.py").touch()
    os.chdir(tmp_path)
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["a.py"]
    (problem,) = tree.problems
    assert problem.message.startswith("cannot be read: ")
    subprocess.run(["rm", "-rf", name], check=True)  # pytest's own removal would recurse


def test_ten_thousand_files_take_well_under_a_second(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "".join(f"*.tmp{n}\ncache{n}/\n" for n in range(40))})
    for folder in range(100):
        (tmp_path / f"f{folder}").mkdir()
        for file in range(100):
            (tmp_path / f"f{folder}" / f"m{file}.py").touch()
    started = time.process_time()
    assert len(find_files([tmp_path], tmp_path).python) == 10_000
    assert time.process_time() - started < 2  # 0.2 s on an idle machine


# Deployment files of other languages than YAML templates


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stack.json", '{"Type": "AWS::Lambda::Function"}'),
        ("stack.template", "Type: AWS::Serverless::Function"),
        ("template.yaml.j2", "Type: AWS::Serverless::Function"),
        ("parent.yml", "Type: AWS::CloudFormation::Stack"),
        ("serverless.yml", "provider:\n  name: aws\nfunctions:\n  a: {}\n"),
        ("orders.yaml", "functions: {}\nprovider: aws\n"),
        ("main.tf", 'resource "aws_lambda_function" "f" {}'),
        ("calls.tf", 'module "f" {\n  source = "./modules/f"\n}'),
        ("main.tf.json", '{"resource": {"aws_lambda_function": {}}}'),
        ("Dockerfile", "FROM public.ecr.aws/lambda/python:3.12"),
        ("api.Dockerfile", "RUN pip install awslambdaric"),
        (".chalice/config.json", "{}"),
        ("zappa_settings.toml", ""),
    ],
)
def test_a_deployment_file_is_known(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {"app.py": "", name: text})
    assert find_files([tmp_path], tmp_path).templates == (str(tmp_path / name),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.json", '{"a": 1}'),
        ("package.json", '{"about": "AWS::Lambda::Function"}'),
        ("ci.yml", "functions: {}\n"),
        ("main.tf", 'resource "aws_s3_bucket" "b" {}'),
        ("Dockerfile", "FROM python:3.12"),
        ("config.json", "{}"),
        ("notes.txt", "AWS::Lambda::Function"),
        ("cdk.out/manifest.json", "{}"),
    ],
)
def test_another_file_is_none(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {"app.py": "", name: text})
    assert find_files([tmp_path], tmp_path).templates == ()


def test_what_cdk_synthesised_is_read_though_git_ignores_it(tmp_path: Path) -> None:
    files = {
        ".gitignore": "cdk.out\n",
        "app.py": "",
        "cdk.out/Shop.template.json": "{}",
        "cdk.out/asset.1/app.py": "",
        "cdk.out/assembly-Dev/Dev.template.json": "{}",
    }
    write(tmp_path, files)
    tree = find_files([tmp_path], tmp_path)
    assert python(tree, tmp_path) == ["app.py"]
    assert [Path(path).relative_to(tmp_path).as_posix() for path in tree.templates] == [
        "cdk.out/Shop.template.json",
        "cdk.out/assembly-Dev/Dev.template.json",
    ]
