"""One file has one name: whatever links, spellings, drives and folders lead to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_cli import run
from test_config import concise
from test_files import links

from snapcheck import analysis
from snapcheck.config.repository import spelled
from snapcheck.model import Report, Request

IDS = "import uuid\n\nRUN = uuid.uuid4().hex\n"


def handler(statement: str, value: str = "RUN") -> str:
    return f"{statement}\n\n\ndef handler(event, context):\n    return {value}\n"


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def check(root: Path, *paths: str) -> Report:
    return analysis.check(Request(paths=tuple(root / path for path in paths or ["."]), root=root))


def places(report: Report) -> list[str]:
    assert report.problems == ()
    return [f"{finding.span.path}:{finding.span.line}" for finding in report.findings]


def users(report: Report) -> list[str]:
    return sorted({entry.path for finding in report.findings for entry in finding.entry_points})


# Links


@links
@pytest.mark.parametrize("package", [True, False])
def test_a_folder_linked_into_several_functions_is_one_module(
    package: bool, tmp_path: Path
) -> None:
    write(tmp_path, {"layers/common/ids.py": IDS})
    if package:
        write(tmp_path, {"layers/common/__init__.py": "from .ids import RUN\n"})
    statement = "from common import RUN" if package else "from common.ids import RUN"
    for name in ("one", "two"):
        write(tmp_path, {f"{name}/app.py": handler(statement)})
        (tmp_path / name / "common").symlink_to("../layers/common")
    report = check(tmp_path)
    assert places(report) == ["layers/common/ids.py:3"]
    assert users(report) == ["one/app.py", "two/app.py"]


@links
def test_a_file_linked_into_several_functions_is_one_module(tmp_path: Path) -> None:
    write(tmp_path, {"layers/ids.py": IDS})
    for name in ("one", "two"):
        write(tmp_path, {f"{name}/app.py": handler("from ids import RUN")})
        (tmp_path / name / "ids.py").symlink_to("../layers/ids.py")
    report = check(tmp_path)
    assert places(report) == ["layers/ids.py:3"]
    assert users(report) == ["one/app.py", "two/app.py"]


@links
def test_a_layer_outside_the_analysed_folder_is_one_module_too(tmp_path: Path) -> None:
    write(tmp_path, {"layers/common/ids.py": IDS})
    for name in ("one", "two"):
        write(tmp_path, {f"functions/{name}/app.py": handler("import common.ids as i", "i.RUN")})
        (tmp_path / "functions" / name / "common").symlink_to(tmp_path / "layers" / "common")
    report = check(tmp_path / "functions")
    assert places(report) == ["one/common/ids.py:3"]
    assert users(report) == ["one/app.py", "two/app.py"]


@links
def test_a_link_behind_a_link_is_seen_through(tmp_path: Path) -> None:
    write(tmp_path, {"base/ids.py": IDS, "one/app.py": handler("from common.deep.ids import RUN")})
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "deep").symlink_to("../base")
    (tmp_path / "one" / "common").symlink_to("../layers")
    assert places(check(tmp_path)) == ["base/ids.py:3"]


@links
def test_links_in_a_circle_end_and_hide_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"lib/ids.py": IDS, "one/app.py": handler("from lib.up.lib.ids import RUN")})
    (tmp_path / "lib" / "up").symlink_to("..")
    (tmp_path / "lib" / "self").symlink_to(".")
    (tmp_path / "lib" / "back").symlink_to("../one")
    (tmp_path / "one" / "lib").symlink_to("../lib")
    (tmp_path / "one" / "gone").symlink_to("nowhere")
    assert places(check(tmp_path)) == ["lib/ids.py:3"]


@links
def test_what_is_left_out_is_left_out_behind_a_link(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "/layers/\n", "layers/common/ids.py": IDS})
    write(tmp_path, {"one/app.py": handler("from common.ids import RUN"), "one/.gitignore": "*mon"})
    (tmp_path / "one" / "common").symlink_to("../layers/common")
    assert places(check(tmp_path)) == []


@links
def test_a_template_may_name_the_linked_folder(tmp_path: Path) -> None:
    template = (
        "Resources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      Runtime: python3.12\n      CodeUri: one/\n      Handler: shared/app.start\n"
    )
    write(
        tmp_path,
        {"template.yaml": template, "lib/app.py": IDS + "\n\ndef start(e, c):\n    return RUN\n"},
    )
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "shared").symlink_to("../lib")
    report = check(tmp_path)
    assert places(report) == ["lib/app.py:3"]
    (entry,) = report.entry_points
    assert (entry.path, entry.declared_in) == ("lib/app.py", "template.yaml")


@links
def test_a_link_that_leads_elsewhere_is_not_taken_from_memory(tmp_path: Path) -> None:
    write(tmp_path, {"old/ids.py": "RUN = 1\n", "new/ids.py": IDS})
    write(tmp_path, {"one/app.py": handler("from common.ids import RUN")})
    request = Request(paths=(tmp_path,), root=tmp_path)
    memory = analysis.Memory()
    for target, found in (("../old", []), ("../new", ["new/ids.py:3"]), ("../old", [])):
        (tmp_path / "one" / "common").unlink(missing_ok=True)
        (tmp_path / "one" / "common").symlink_to(target)
        assert places(analysis.check(request, memory=memory)) == found
        assert places(analysis.check(request, memory=memory)) == found


# Spellings


@pytest.fixture
def careless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a disk that takes `SRC/App.py` for `src/app.py`, or a folder that acts like one.

    Where the disk is careful, the other spelling is a second name that no listing shows.
    """
    write(tmp_path, {"src/app.py": IDS})
    if (tmp_path / "SRC" / "App.py").exists():
        return tmp_path
    os.symlink("src", tmp_path / "SRC")
    os.link(tmp_path / "src" / "app.py", tmp_path / "src" / "App.py")
    listed = os.listdir

    def listdir(folder: str | Path) -> list[str]:
        return [name for name in listed(folder) if name not in ("SRC", "App.py")]

    monkeypatch.setattr(os, "listdir", listdir)
    return tmp_path


@links
@pytest.mark.parametrize("typed", ["src/app.py", "SRC/app.py", "src/App.py", "SRC/App.py"])
def test_a_path_is_spelled_as_the_disk_does(
    typed: str, careless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert spelled(str(careless / typed)) == str(careless / "src" / "app.py")
    monkeypatch.chdir(careless)
    assert Path(spelled(typed)).resolve() == (careless / "src" / "app.py").resolve()
    assert spelled("src/app.py") == "src/app.py"


def test_what_the_disk_does_not_know_stays_as_it_is(tmp_path: Path) -> None:
    for text in ("-", "gone/App.py", str(tmp_path / "Gone"), ""):
        assert spelled(text) == text


@links
def test_files_that_differ_in_case_only_are_two_where_they_are(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": IDS, "App.py": IDS})
    if len(os.listdir(tmp_path)) == 1:
        pytest.skip("the disk does not tell them apart")
    assert spelled(str(tmp_path / "App.py")).endswith("App.py")
    assert spelled(str(tmp_path / "app.py")).endswith("app.py")


CARELESS = """
import os, sys
listed = os.listdir
os.listdir = lambda folder: [name for name in listed(folder) if name not in ("SRC", "App.py")]
from snapcheck.cli import run
sys.exit(run())
"""


@links
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "SRC/App.py", "-f", "concise"],
        ["check", "src/app.py", "SRC/App.py", "-f", "concise"],
        ["check", "--changed", "SRC/App.py", "-f", "concise"],
        ["check", "src/app.py", "--entry-point", "SRC/App.py:start", "-f", "concise"],
        ["why", "SRC/App.py:3", "src"],
    ],
    ids=" ".join,
)
def test_two_spellings_are_one_file_of_a_run(
    arguments: list[str], careless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = IDS + "\n\ndef start(event, context):\n    return RUN\n"
    (careless / "src" / "app.py").write_text(text)
    finished = run(*arguments, cwd=careless, script=CARELESS)
    assert finished.stderr == ""
    assert "src/app.py:3" in finished.stdout
    assert "App.py" not in finished.stdout
    assert arguments[0] == "why" or "Found 1 finding" in finished.stdout


def test_a_file_on_another_drive_is_named_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: object, start: object = None) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", relpath)
    assert analysis.relative(Path("/other/app.py"), Path("/root")) == "/other/app.py"


# Several configurations


def test_one_configuration_holds_for_all_paths_and_the_others_are_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, code in (("orders", "SNAP2"), ("stock", "SNAP3")):
        write(
            tmp_path,
            {
                f"{name}/app.py": "import time\n"
                + IDS
                + "DAY = time.time()\n"
                + handler("", "RUN, DAY"),
                f"{name}/pyproject.toml": f'[tool.snapcheck]\nselect = ["{code}"]\n',
            },
        )
    assert concise(tmp_path, "orders") == ["orders/app.py:SNAP201"]
    assert concise(tmp_path, "stock") == ["stock/app.py:SNAP301"]
    both = [f"{name}/app.py:SNAP{code}" for name in ("orders", "stock") for code in (201, 301)]
    assert sorted(concise(tmp_path, "orders", "stock")) == both
    told = "is not read: its folder holds only some of the PATHS."
    notes = [f"snapcheck: note: {name}/pyproject.toml {told}" for name in ("orders", "stock")]
    finished = run("check", "orders", "stock", cwd=tmp_path)
    assert finished.stderr.splitlines() == notes
    write(tmp_path, {"snapcheck.toml": 'select = ["SNAP301"]\n'})
    finished = run("check", "orders", "stock/app.py", "orders/app.py", cwd=tmp_path)
    assert finished.stderr.splitlines() == notes
    assert sorted(concise(tmp_path, "orders", "stock")) == [both[1], both[3]]
    assert run("check", "orders", "orders/app.py", cwd=tmp_path).stderr == ""


def test_packages_that_are_left_out_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": handler("import uuid\n\nRUN = uuid.uuid4().hex")})
    write(tmp_path, {f"requests/{name}": "" for name in ("__init__.py", "sessions.py")})
    write(tmp_path, {"requests/adapters.py": "", "requests/inner/deep.py": ""})
    assert check(tmp_path).notices == (
        "1 third-party package left out (--include-vendored analyses them)",
    )
