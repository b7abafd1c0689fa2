"""The cache: faster, never different, and nothing that others wrote is believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from markers import projects
from tools import require_tool

from snapcheck import analysis
from snapcheck.analysis import Memory
from snapcheck.cache.location import home
from snapcheck.cache.store import Cache
from snapcheck.commands.cache_and_jobs import CacheAndJobs
from snapcheck.commands.clean import clean
from snapcheck.commands.failure import Failure
from snapcheck.commands.output import FORMATS
from snapcheck.model import Request

APP = "import uuid\nRUN = uuid.uuid4().hex\n\ndef handler(event, context):\n    return RUN\n"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties: {Handler: gone.handler, Runtime: python3.12, CodeUri: .}
"""
QUIET = "def handler(event, context):\n    return 1\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(APP)
    return folder


CHECK = ["-m", "snapcheck", "check", "-f", "json"]


def run(project: Path, *options: str) -> tuple[int, list[str], str]:
    """Exit code, the codes of the findings, and standard error of a run with a cache."""
    cache = ["--cache-dir", str(project.parent / "cache")]
    done = subprocess.run(
        [sys.executable, "-m", "snapcheck", "check", "-f", "json", *cache, *options, "."],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout) if done.stdout else {"findings": []}
    return done.returncode, [finding["rule"] for finding in report["findings"]], done.stderr


def was_kept(project: Path, *options: str) -> bool:
    """Whether such a run prints what it printed before, and does not even load the command line."""
    cache = ["--cache-dir", str(project.parent / "cache")]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *CHECK, *cache, *options, "."],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    return not any(line.endswith(" click") for line in done.stderr.splitlines())


def kept(project: Path, kind: str) -> list[Path]:
    return sorted((project.parent / "cache").glob(f"*.{kind}"))


def test_the_same_again_is_taken_from_the_cache(project: Path) -> None:
    first = run(project)
    assert first[:2] == (1, ["SNAP201"])
    assert run(project) == first
    assert was_kept(project)
    assert not was_kept(project, "--no-cache")
    assert not was_kept(project, "--select", "SNAP3")


def test_every_format_is_the_same_from_the_cache(project: Path) -> None:
    (project / "template.yaml").write_text("Resources: {}\n")
    for form in FORMATS:
        command = [sys.executable, "-m", "snapcheck", "check", "-f", form, "."]
        shown = [
            subprocess.run([*command, *more], cwd=project, capture_output=True, check=False).stdout
            for more in (["--no-cache"], *[["--cache-dir", "../cache"]] * 2)
        ]
        assert shown[0] == shown[1] == shown[2]
        assert shown[0]


def test_a_change_is_noticed_however_soon_it_comes(project: Path) -> None:
    status = (project / "app.py").stat()
    assert run(project)[1] == ["SNAP201"]
    # As many bytes, and the times of before: only what it holds tells.
    (project / "app.py").write_text(APP.replace("uuid.uuid4().hex", "'0123456789abc'"))
    os.utime(project / "app.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert run(project)[:2] == (0, [])


@pytest.mark.parametrize("name", ["uuid.py", "other.py", "pyproject.toml", "template.yaml"])
def test_a_new_file_is_noticed(project: Path, name: str) -> None:
    assert run(project)[1] == ["SNAP201"]
    text = {
        "uuid.py": "class uuid4:\n    hex = 'always'\n",
        "other.py": APP,
        "pyproject.toml": '[tool.snapcheck]\nignore = ["SNAP201"]\n',
        "template.yaml": TEMPLATE,
    }[name]
    (project / name).write_text(text)
    fresh = run(project, "--no-cache")
    assert run(project) == fresh
    assert fresh[:2] != (1, ["SNAP201"])


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xc1", b"\x92\xc0\xc0", b"not what it was", bytes(1000), b"\xdd\xff\xff\xff\xff"],
)
def test_a_damaged_cache_is_passed_over(project: Path, damage: bytes) -> None:
    first = run(project)
    for kind in ("run", "memory"):
        for file in kept(project, kind):
            file.write_bytes(damage)
    assert run(project) == first


def test_shortened_and_changed_files_are_passed_over(project: Path) -> None:
    first = run(project)
    (report,), (memory,) = kept(project, "run"), kept(project, "memory")
    for file in (report, memory):
        whole = file.read_bytes()
        for end in range(0, len(whole), max(1, len(whole) // 7)):
            report.unlink(missing_ok=True)
            file.write_bytes(whole[:end])
            assert run(project) == first


def test_a_report_that_lost_a_question_is_passed_over(project: Path) -> None:
    os.utime(project / "app.py", (0, 0))  # what was just written is asked about in another way
    first = run(project)
    (report,) = kept(project, "run")
    lines = report.read_bytes().splitlines(keepends=True)
    report.write_bytes(b"".join(lines[:-1]))
    assert run(project) == first
    assert report.read_bytes().splitlines(keepends=True) == lines


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_folder_whose_name_is_no_text_keeps_nobody_from_a_cache(project: Path) -> None:
    os.mkdir(os.fsencode(project) + b"/\xff")
    first = run(project)
    assert first[:2] == (1, ["SNAP201"])
    assert run(project) == first


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the folder")
def test_what_others_could_have_written_is_not_believed(project: Path) -> None:
    assert run(project)[1] == ["SNAP201"]
    (project / "app.py").write_text(QUIET)
    run(project)
    for kind in ("run", "memory"):
        for file in kept(project, kind):
            file.chmod(0o666)
    assert not was_kept(project)
    assert was_kept(project)


def test_nothing_is_kept_where_nothing_can_be(project: Path) -> None:
    (project.parent / "cache").write_text("a file")
    code, rules, error = run(project)
    assert (code, rules) == (2, [])
    assert "is a file" in error
    (project.parent / "cache").unlink()
    (project.parent / "cache").symlink_to(project.parent / "gone" / "deeper")
    assert run(project)[:2] == (1, ["SNAP201"])


def test_two_runs_at_once_do_not_harm_each_other(project: Path) -> None:
    command = [sys.executable, "-m", "snapcheck", "check", "-f", "json", "--cache-dir"]
    folder = str(project.parent / "cache")
    running = [
        subprocess.Popen([*command, folder, "."], cwd=project, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    shown = {each.communicate()[0] for each in running}
    assert len(shown) == 1
    assert was_kept(project)
    assert [path.name for path in (project.parent / "cache").glob("*.new")] == []


def test_a_clock_that_jumps_makes_no_report_another(project: Path) -> None:
    tool = shutil.which("faketime")
    require_tool(tool, "no faketime: apt install faketime")
    command = [sys.executable, *CHECK, "--cache-dir", str(project.parent / "cache"), "."]
    texts = [APP, APP.replace("RUN", "RAN"), "\n" + APP, QUIET]
    for jump in ("+10y", "-10y", "+0", "-1", "+30y x50"):
        for text in texts:
            (project / "app.py").write_text(text)
            runs = [
                subprocess.run(
                    [str(tool), "-f", jump, *command, *more],
                    cwd=project,
                    capture_output=True,
                    text=True,
                )
                for more in ([], [], ["--no-cache"])
            ]
            assert {each.returncode for each in runs} == {0 if text == QUIET else 1}, runs
            assert len({each.stdout for each in runs}) == 1, jump


def test_clean_removes_what_was_kept_and_nothing_else(project: Path) -> None:
    run(project)
    folder = project.parent / "cache"
    clean = [sys.executable, "-m", "snapcheck", "clean", "--cache-dir", str(folder)]
    done = subprocess.run(clean, capture_output=True, text=True, check=True)
    assert done.stderr == f"snapcheck: removed 2 files from {folder}.\n"
    assert not folder.exists()
    other = project.parent / "other"
    other.mkdir()
    (other / "mine.memory").write_text("mine")
    done = subprocess.run([*clean[:-1], str(other)], capture_output=True, text=True, check=True)
    assert (other / "mine.memory").exists()


def test_old_files_are_removed_and_there_is_a_limit(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    folder = project.parent / "cache"
    old = folder / "0123.memory"
    old.write_bytes(b"x" * 1000)
    os.utime(old, (0, 0))
    abandoned, begun = folder / ".1-0.new", folder / ".2-0.new"
    abandoned.touch()
    begun.touch()
    os.utime(abandoned, (time.time() - 7200,) * 2)
    (project / "app.py").write_text(APP + "\n")
    run(project)
    assert old.exists()  # a run tidied up just now
    os.utime(folder / "CACHEDIR.TAG", (0, 0))
    (project / "app.py").write_text(APP + "\n\n")
    run(project)
    assert not old.exists()
    assert not abandoned.exists()
    assert begun.exists()
    monkeypatch.setattr("snapcheck.cache.store._LARGEST", 10)
    Cache(folder)._tidy_up()
    assert kept(project, "memory") == kept(project, "run") == []


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, Path("/x/snapcheck")),
        ("linux", {"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache" / "snapcheck"),
        ("linux", {}, Path.home() / ".cache" / "snapcheck"),
        ("darwin", {}, Path.home() / "Library" / "Caches" / "snapcheck"),
        ("win32", {"LOCALAPPDATA": "C:/l"}, Path("C:/l/snapcheck/Cache")),
        ("linux", {"SNAPCHECK_CACHE_DIR": "here", "XDG_CACHE_HOME": "/x"}, Path("here")),
    ],
)
def test_it_lies_where_each_platform_keeps_caches(
    platform: str, environment: dict[str, str], folder: Path
) -> None:
    assert home(environment, platform) == folder


def test_a_memory_is_kept_as_it_is(tmp_path: Path) -> None:
    """Of projects with suppressions, problems, fixes and deployments, field by field."""
    for project in projects():
        request = Request(paths=(project,), root=project)
        memory = Memory()
        report = analysis.check(request, memory=memory)
        cache = Cache(tmp_path / "cache")
        kept = cache.memory(request)
        assert analysis.check(request, memory=kept) == report
        cache.keep(kept)
        again = cache.memory(request)
        assert isinstance(memory.records, dict)
        assert len(memory.records) > 3
        assert {key: again.records.get(key) for key in memory.records} == memory.records
        assert again.discovery(lambda _: True) == memory.discovery(lambda _: True) is not None
        assert analysis.check(request, memory=again) == report


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", nowhere)
    for name in ("SNAPCHECK_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert CacheAndJobs().cache() is None
    message = "there is no home folder for a cache; name the cache with --cache-dir DIR"
    with pytest.raises(Failure, match=message):
        clean.main([], standalone_mode=False)


def test_a_module_that_only_following_the_program_finds_is_no_news(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "import importlib\n\nsettings = importlib.import_module('shop' + '.settings')\n"
    (project / "app.py").write_text(
        f"{text}\n\ndef handler(event, context):\n    return settings.RUN\n"
    )
    (project / "shop").mkdir()
    (project / "shop" / "settings.py").write_text(APP)
    memory, request = Memory(), Request(paths=(project / "app.py",), root=project)
    first = analysis.check(request, memory=memory)
    assert [each.span.path for each in first.findings] == ["shop/settings.py"]
    monkeypatch.setattr("snapcheck.analysis.driver.follow", None)
    assert analysis.check(request, memory=memory).findings == first.findings
