"""What is written, and where: nothing that a stranger's folder could have written elsewhere."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.analysis import fixes
from snapcheck.analysis.fixes import RepairError, repair, write
from snapcheck.discover import files
from snapcheck.filesystem.atomic import replace_file
from snapcheck.model import Request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")

HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(HANDLER)
    return folder


def run(
    project: Path, *options: str, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "snapcheck", "check", *options],
        cwd=project,
        # Where files stay short, so would the compiled modules of snapcheck.
        env={
            **os.environ,
            "SNAPCHECK_CACHE_DIR": str(project.parent / "cache"),
            "PYTHONDONTWRITEBYTECODE": "1" if prepare is not None else "",
        },
        preexec_fn=prepare,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


# --- output files ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["{outside}", "../out.txt", "link/out.txt", "link.txt", ".git/x"])
def test_a_configuration_writes_only_below_its_folder(name: str, project: Path) -> None:
    outside = project.parent / "out.txt"
    outside.write_text("mine")
    (project / ".git").mkdir()
    (project / "link").symlink_to("..")
    (project / "link.txt").symlink_to(outside)
    named = name.format(outside=outside)
    (project / "snapcheck.toml").write_text(f'output-format = ["concise={named}"]\n')
    done = run(project)
    assert done.returncode == 2
    assert done.stderr.startswith("snapcheck: error: snapcheck.toml: output-format: ")
    assert done.stderr.count("\n") == 1
    assert outside.read_text() == "mine"
    assert not (project / ".git" / "x").exists()


def test_it_writes_below_its_folder_and_the_command_line_anywhere(project: Path) -> None:
    (project / "out").mkdir()
    (project / "inside").symlink_to("out")
    (project / "snapcheck.toml").write_text('output-format = ["concise=inside/a.txt"]\n')
    assert run(project).returncode == 1
    assert "SNAP201" in (project / "out" / "a.txt").read_text()
    assert run(project, "-f", "concise=../b.txt").returncode == 1
    assert "SNAP201" in (project.parent / "b.txt").read_text()


def test_a_report_is_written_as_a_whole_or_not_at_all(project: Path) -> None:
    """As on a full disk, where the first half still fits: what was there stays."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    out = project / "out.json"
    for before in (None, "the report of yesterday"):
        if before is not None:
            out.write_text(before)
        done = run(project, "-f", "json=out.json", "--no-cache", prepare=small)
        assert done.returncode == 2
        assert "can't write 'out.json'" in done.stderr
        assert (out.read_text() if out.exists() else None) == before
        assert sorted(path.name for path in project.iterdir() if path != out) == ["app.py"]


def test_a_report_goes_where_any_program_would_write_it(project: Path) -> None:
    old = os.umask(0o027)
    try:
        assert run(project, "-f", "concise=new.txt").returncode == 1
    finally:
        os.umask(old)
    assert stat.S_IMODE((project / "new.txt").stat().st_mode) == 0o640
    held, linked, named = (project / f"{name}.txt" for name in ("held", "linked", "named"))
    held.write_text("")
    held.chmod(0o604)
    linked.symlink_to("held.txt")
    assert run(project, "-f", "concise=linked.txt").returncode == 1
    assert linked.is_symlink()
    assert "SNAP201" in held.read_text()
    assert stat.S_IMODE(held.stat().st_mode) == 0o604
    os.link(held, named)
    held.write_text("")
    assert run(project, "-f", "concise=held.txt").returncode == 1
    assert "SNAP201" in named.read_text()
    done = run(project, "-f", "concise=/dev/stderr", "--quiet")
    assert "SNAP201" in done.stderr
    long = "x" * 255
    assert run(project, "-f", f"concise={long}").returncode == 1
    assert "SNAP201" in (project / long).read_text()


def test_a_file_with_the_longest_name_is_fixed(project: Path) -> None:
    long = project / ("x" * 252 + ".py")
    (project / "app.py").rename(long)
    assert run(project, "--fix").returncode == 0
    assert long.read_text() != HANDLER


def test_a_baseline_of_the_configuration_is_no_device(project: Path) -> None:
    (project / "known.json").symlink_to("/dev/zero")
    (project / "snapcheck.toml").write_text('baseline = "known.json"\n')
    done = run(project)
    assert done.returncode == 2
    assert "known.json" in done.stderr


# --- fixes -------------------------------------------------------------------------------------


def test_a_fix_stays_within_the_analysed_folder(project: Path) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "shared.py").write_text(HANDLER)
    (outside / "more.py").write_text(HANDLER)
    (project / "linked.py").symlink_to(outside / "shared.py")
    (project / "folder").symlink_to(outside)
    (project / "here.py").symlink_to("app.py")
    done = run(project, "--fix", "-f", "concise")
    assert (outside / "shared.py").read_text() == HANDLER
    assert (outside / "more.py").read_text() == HANDLER
    assert (project / "app.py").read_text() != HANDLER
    assert (project / "here.py").is_symlink()
    assert (project / "linked.py").is_symlink()
    assert done.returncode == 2
    assert done.stdout.count("not fixed: it lies outside of the analysed folder") == 2
    assert done.stdout.count("error[SNAP201]") == 2


def test_a_file_of_several_names_is_not_fixed(project: Path) -> None:
    os.link(project / "app.py", project.parent / "other.txt")
    (project / "second.py").write_text(HANDLER)
    done = run(project, "--fix", "-f", "concise")
    assert done.returncode == 2
    assert "app.py: problem: not fixed: the file has 2 names (hard links)" in done.stdout
    assert (project / "app.py").read_text() == HANDLER
    assert (project / "second.py").read_text() != HANDLER


@pytest.mark.parametrize("mode", [0o640, 0o755, 0o600])
def test_a_fixed_file_keeps_its_mode(mode: int, project: Path) -> None:
    (project / "app.py").chmod(mode)
    assert run(project, "--fix").returncode == 0
    assert stat.S_IMODE((project / "app.py").stat().st_mode) == mode
    assert sorted(path.name for path in project.iterdir()) == ["app.py"]


def test_a_file_that_can_not_be_written_stays_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, where the first half still fits."""

    def full(path: str, content: list[bytes], like: os.stat_result) -> None:
        def half() -> object:
            yield content[0][:10]
            raise OSError(28, "No space left on device")

        replace_file(path, half(), like)  # type: ignore[arg-type]

    monkeypatch.setattr(fixes, "replace_file", full)
    done = repair(Request(paths=(project,), root=project), unsafe=False, within=project)
    with pytest.raises(RepairError, match="No space left"):
        write(done.changes)
    assert (project / "app.py").read_text() == HANDLER
    assert [path.name for path in project.iterdir()] == ["app.py"]


def test_what_can_not_be_fixed_is_reported_as_it_is(project: Path) -> None:
    """As on a full disk: all else is fixed, and the report is on what is there."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    large = HANDLER + "#" * 3000 + "\n"
    (project / "large.py").write_text(large)
    done = run(project, "--fix", "--no-cache", "-f", "concise", prepare=small)
    assert done.returncode == 2
    assert (project / "large.py").read_text() == large
    assert "not all is fixed: can't write" in done.stdout
    assert "large.py:2:7: error[SNAP201]" in done.stdout
    assert "app.py:2:7" not in done.stdout
    assert (project / "app.py").read_text() != HANDLER


def test_nothing_is_written_where_anything_changed_meanwhile(project: Path) -> None:
    (project / "z.py").write_text(HANDLER)
    done = repair(Request(paths=(project,), root=project), unsafe=False, within=project)
    (project / "z.py").write_text("# edited\n")
    with pytest.raises(RepairError, match="changed meanwhile"):
        write(done.changes)
    assert (project / "app.py").read_text() == HANDLER


# --- links -------------------------------------------------------------------------------------

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux shows as files")


@on_linux
def test_links_into_the_kernel_s_files_are_told_and_not_followed(project: Path) -> None:
    for name, target in {"tree": "/proc", "kmsg.py": "/proc/kmsg", "zero.py": "/dev/zero"}.items():
        (project / name).symlink_to(target)
    (project / "template.yaml").symlink_to("/proc/kmsg")
    (project / "snapcheck.toml").symlink_to("/proc/kmsg")
    began = time.monotonic()
    report = analysis.check(Request(paths=(project,), root=project))
    assert time.monotonic() - began < 10
    assert [finding.span.path for finding in report.findings] == ["app.py"]
    told = "the link leads into the kernel's files"
    assert {(each.path, each.message) for each in report.problems} >= {
        ("kmsg.py", told),
        ("template.yaml", told),
        ("tree", told),
    }
    # Whoever runs it may not read what it leads to; it must not wait for it, that is all.
    assert run(project).stderr.count("\n") <= 1


def test_a_link_does_not_make_everything_a_part_of_the_program(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LINKED_LIMIT", 5)
    outside = project.parent / "outside"
    for number in range(20):
        folder = outside / f"{number:02}"
        folder.mkdir(parents=True)
        (folder / "app.py").write_text(HANDLER)
    (project / "everything").symlink_to(outside)
    report = analysis.check(Request(paths=(project,), root=project))
    assert [problem.path for problem in report.problems] == ["everything"]
    assert "more than 5 folders" in report.problems[0].message
    assert 1 < len(report.findings) < 20
    inside = project / "inside"
    outside.rename(inside)
    (project / "everything").unlink()
    (project / "everything").symlink_to(inside)
    report = analysis.check(Request(paths=(project,), root=project))
    assert not report.problems
    assert len(report.findings) == 21


def test_a_pipe_by_the_name_of_a_configuration_is_none(project: Path) -> None:
    os.mkfifo(project / "snapcheck.toml")
    done = run(project)
    assert "snapcheck.toml" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["known.json", "own/ACME101-x.md", "own/apis/x.toml"])
@pytest.mark.parametrize("kind", ["pipe", "kmsg"])
def test_what_a_configuration_names_is_no_pipe_that_a_run_waits_for(
    kind: str, name: str, project: Path
) -> None:
    if kind == "kmsg" and not Path("/proc/kmsg").exists():
        pytest.skip("a file of Linux")
    (project / "own" / "apis").mkdir(parents=True)
    (project / "snapcheck.toml").write_text('baseline = "known.json"\nrules = ["own"]\n')
    (project / "known.json").write_text('{"version": 1, "findings": []}')
    (project / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(project / name)
    else:
        (project / name).symlink_to("/proc/kmsg")
    done = run(project)
    assert done.returncode == 2
    assert name in done.stderr
    assert "not a regular file" in done.stderr
    assert done.stderr.count("\n") == 1


# --- the cache ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["run", "memory"])
def test_a_flipped_bit_is_a_miss(kind: str, project: Path) -> None:
    options = ("-f", "json")
    first = run(project, *options)
    whole = {path: path.read_bytes() for path in (project.parent / "cache").iterdir()}
    (kept,) = [path for path in whole if path.suffix == f".{kind}"]
    bits = len(whole[kept]) * 8
    tries = int(os.environ.get("SNAPCHECK_FLIPS", "12"))
    for number in [round(each * (bits - 1) / (tries - 1)) for each in range(tries)]:
        for path, data in whole.items():
            # Without the report that was printed, the memory is what is asked.
            if kind == "memory" and path.suffix == ".run":
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
        damaged = bytearray(whole[kept])
        damaged[number // 8] ^= 1 << number % 8
        kept.write_bytes(damaged)
        again = run(project, *options)
        assert (again.stdout, again.stderr, again.returncode) == (
            first.stdout,
            first.stderr,
            first.returncode,
        )
        assert kept.read_bytes() != bytes(damaged)


def test_a_full_disk_costs_the_cache_only(project: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    first = run(project, "-f", "json", "--no-cache")
    full = run(project, "-f", "json", prepare=small)
    assert (full.returncode, full.stdout, full.stderr) == (1, first.stdout, "")
    assert not list((project.parent / "cache").glob("*.new"))
    assert run(project, "-f", "json").stdout == first.stdout


@pytest.mark.parametrize("years", [-30, 30])
def test_a_clock_that_jumps_hides_no_change(
    years: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jump = years * 365 * 24 * 3600 * 1_000_000_000
    now = time.time_ns
    memory = analysis.Memory()
    request = Request(paths=(project,), root=project)
    with monkeypatch.context() as jumped:
        jumped.setattr(time, "time_ns", lambda: now() + jump)
        assert len(analysis.check(request, memory=memory).findings) == 1
    (project / "app.py").write_text(HANDLER.replace("uuid.uuid4()", "'constant-'"))
    assert not analysis.check(request, memory=memory).findings
    (project / "app.py").write_text(HANDLER)
    with monkeypatch.context() as jumped:
        jumped.setattr(time, "time_ns", lambda: now() + jump)
        assert len(analysis.check(request, memory=memory).findings) == 1
