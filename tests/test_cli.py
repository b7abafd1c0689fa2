"""The command line, run as users run it: as a process, with its streams and its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.cli import COMMANDS, cli
from snapcheck.commands.check import exit_code
from snapcheck.commands.output import DeliveryError, Output, OutputOptions, deliver, show
from snapcheck.commands.run import root_of
from snapcheck.model import (
    Confidence,
    Finding,
    Level,
    Problem,
    Report,
    Span,
)

FROZEN = """\
import uuid

RUN_ID = uuid.uuid4()


def handler(event, context):
    return {"run": str(RUN_ID)}
"""
CLEAN = """\
import uuid


def handler(event, context):
    return {"run": str(uuid.uuid4())}
"""
# Commands that do what the real ones do only when something is broken.
BROKEN_COMMANDS = """\
import sys
import click
from snapcheck import cli
from snapcheck.commands.options import verbose_option
from snapcheck.commands.output import show

@cli.cli.command()
@verbose_option
def crash():
    raise RuntimeError("a wheel\\ncame off")

@cli.cli.command()
def interrupt():
    raise KeyboardInterrupt

@cli.cli.command()
def chatter():
    for _ in range(1_000):
        show("a long line of output " * 40 + "\\n")
    return 1

@cli.cli.command()
def strange():
    show("\\u540d\\u524d na\\u00efve \\udcff\\n")
    return 1

sys.exit(cli.run())
"""
WITH_COLOURS = {"NO_COLOR": "", "FORCE_COLOR": "", "TERM": "xterm"}


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    script: str = "",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the program, or a script with its arguments, and keeps what it says."""
    start = ["-c", script] if script else ["-m", "snapcheck"]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def complaint_of(finished: subprocess.CompletedProcess[str]) -> str:
    """The one line a failed run says; nothing else, and exit code 2."""
    assert finished.returncode == 2, finished.stderr
    assert finished.stdout == ""
    (line,) = finished.stderr.splitlines()
    return line


def report_of(*levels: Level, problems: int = 0) -> Report:
    finding = Finding(
        rule="SNAP201",
        name="unique-id-frozen",
        level=Level.ERROR,
        confidence=Confidence.HIGH,
        span=Span("app.py", 3, 10, 3, 22),
        message="`RUN_ID` is kept",
        instead="",
        trace=(),
        entry_points=(),
        fingerprint="x",
    )
    return Report(
        findings=tuple(replace(finding, level=level) for level in levels),
        problems=(Problem("gone.py", 0, "no such file", ""),) * problems,
        notices=("a notice",),
        entry_points=(),
        files_seen=1,
        files_reached=1,
        rules=(),
        sources={"app.py": FROZEN},
        version="0.1.0",
    )


# Help and version


def test_the_version_is_the_packages() -> None:
    finished = run("--version")
    assert (finished.returncode, finished.stdout) == (0, f"snapcheck {__version__}\n")


@pytest.mark.parametrize("command", [(), ("check",), ("rules",), ("rule",)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(command: tuple[str, ...], option: str) -> None:
    finished = run(*command, option)
    assert finished.returncode == 0
    assert finished.stdout.startswith(f"Usage: {' '.join(('snapcheck', *command))}")


def test_the_examples_of_the_help_keep_their_lines() -> None:
    text = run("check", "--help").stdout
    assert "\n    snapcheck check -f text -f sarif=snapcheck.sarif\n" in text
    assert "\n    2  something could not be analysed, or the call was wrong\n" in text


def test_a_call_without_a_command_is_not_green() -> None:
    finished = run()
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith("Usage: snapcheck")


@pytest.mark.parametrize("group", ["baseline", "fleet"])
def test_a_group_without_a_command_shows_its_page(group: str) -> None:
    finished = run(group)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith(f"Usage: snapcheck {group} [OPTIONS] COMMAND")
    assert "\nCommands:\n" in finished.stderr


def test_the_list_of_commands_says_what_the_commands_say() -> None:
    context = click.Context(cli)
    assert cli.list_commands(context) == sorted(COMMANDS)
    for name, (_, told) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(limit=100) == told


# Wrong calls


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["chek"], "no such command 'chek'; did you mean 'check'?"),
        (
            ["xyz"],
            "no such command 'xyz'; known: api, apis, audit, baseline, check, clean, entry-points,",
        ),
        (["--foo"], "--foo"),
        (["--foo"], "Try 'snapcheck --help'."),
        (["check", "--ignor"], "--ignore"),
        (["check", "-f", "sarfi"], "unknown format 'sarfi'; did you mean 'sarif'?"),
        (
            ["check", "-f", "xyz"],
            "unknown format 'xyz'; known: text, concise, html, json, json-lines, sarif,",
        ),
        (["check", "-f", "text", "-f", "sarif"], "only one format can go to standard output"),
        (["check", "-f", "text", "-f", "sarif=-"], "only one format can go to standard output"),
        (["check", "-f", "sarif="], "'sarif=' names no file"),
        (["check", "-f", "text=a", "-f", "sarif=./a"], "two formats can't go to the same file 'a'"),
        (["check", "-f", "sarif=gone/a"], "'gone/a' is in 'gone', which does not exist"),
        (["check", "-f", "sarif=."], "'.' is a folder"),
        (["check", "--fail-on", "never-ever"], "'note', 'warning', 'error', 'never'"),
        (["check", "--min-confidence", "x"], "'high', 'medium', 'low'"),
        (["check", "--color", "x"], "'auto', 'always', 'never'"),
        (["rule"], "Missing argument 'CODE'. Try 'snapcheck rule --help'."),
        (["rules", "-f", "xml"], "'text', 'json', 'markdown'"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(arguments: list[str], line: str, tmp_path: Path) -> None:
    complaint = complaint_of(run(*arguments, cwd=tmp_path))
    assert complaint.startswith("snapcheck: error: ")
    assert line in complaint
    assert not re.search(r"[?.]\.( |$)", complaint)


def test_a_forgotten_check_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    assert complaint_of(run("src", cwd=tmp_path)) == (
        "snapcheck: error: no such command 'src'; to analyse it: snapcheck check src"
    )


def test_a_wrong_call_can_not_write_to_the_terminal_what_it_likes(tmp_path: Path) -> None:
    assert "\x1b" not in complaint_of(run("\x1b[2J", cwd=tmp_path))


# When something breaks


def test_an_internal_error_is_one_line() -> None:
    assert complaint_of(run("crash", script=BROKEN_COMMANDS)) == (
        "snapcheck: internal error: RuntimeError: a wheel came off; run with --traceback"
    )


def test_verbose_shows_the_traceback_of_an_internal_error() -> None:
    finished = run("crash", "--traceback", script=BROKEN_COMMANDS)
    assert finished.returncode == 2
    assert finished.stderr.startswith("Traceback (most recent call last):\n")
    assert finished.stderr.endswith("snapcheck: internal error: RuntimeError: a wheel came off\n")


def test_an_interrupt_ends_with_its_own_code() -> None:
    finished = run("interrupt", script=BROKEN_COMMANDS)
    assert finished.returncode == 130
    assert finished.stderr.strip() == "snapcheck: interrupted"


def test_a_reader_that_stops_reading_changes_neither_code_nor_calm() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BROKEN_COMMANDS, "chatter"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("argument", ["chatter", "--version", "--help"])
def test_a_full_disk_is_told_in_one_line(argument: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        finished = subprocess.run(
            [sys.executable, "-c", BROKEN_COMMANDS, argument],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert finished.returncode == 2
    assert finished.stderr == (
        "snapcheck: error: can't write to standard output: No space left on device\n"
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str]) -> None:
    finished = run("strange", script=BROKEN_COMMANDS, environment=environment)
    assert (finished.stdout, finished.stderr) == ("名前 naïve \\udcff\n", "")


# Delivery


def test_every_format_goes_to_its_own_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(tmp_path / "out.sarif"), str(tmp_path / "out.txt")]
    outputs = (Output("sarif", files[0]), Output("text", None), Output("text", files[1]))
    deliver(report_of(Level.ERROR), outputs, OutputOptions())
    text = capsys.readouterr().out
    assert text.startswith("error[SNAP201]")
    assert Path(files[1]).read_text(encoding="utf-8") == text
    assert json.loads(Path(files[0]).read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_place_that_can_not_be_written_keeps_back_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone" / "out.txt"
    with pytest.raises(DeliveryError, match=r"can't write '.*out\.txt': No such file"):
        deliver(report_of(), (Output("text", str(gone)), Output("text", None)), OutputOptions())
    assert "No findings" in capsys.readouterr().out


def test_quiet_leaves_findings_and_problems(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(
        report_of(Level.NOTE, problems=1),
        (Output("text", None),),
        OutputOptions("never", quiet=True),
    )
    text = capsys.readouterr().out
    assert "note[SNAP201]" in text
    assert text.endswith("\nproblem: gone.py: no such file [unreadable-path]\n")


@pytest.mark.parametrize(
    ("color", "environment", "coloured"),
    [
        ("auto", {}, False),  # the captured output is no terminal
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_text_is_coloured(
    color: str,
    environment: Mapping[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in {**WITH_COLOURS, **environment}.items():
        monkeypatch.setenv(name, value)
    deliver(report_of(Level.ERROR), (Output("text", None),), OutputOptions(color))
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_a_file_is_coloured_only_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for color, coloured in (("auto", False), ("always", True)):
        deliver(
            report_of(Level.ERROR), (Output("text", str(tmp_path / "a")),), OutputOptions(color)
        )
        assert ("\x1b[" in (tmp_path / "a").read_text(encoding="utf-8")) is coloured


@pytest.mark.parametrize(
    ("levels", "problems", "fail_on", "allow_problems", "code"),
    [
        ((), 0, "warning", False, 0),
        ((Level.NOTE,), 0, "warning", False, 0),
        ((Level.WARNING,), 0, "warning", False, 1),
        ((Level.NOTE, Level.ERROR), 0, "error", False, 1),
        ((Level.WARNING,), 0, "error", False, 0),
        ((Level.NOTE,), 0, "note", False, 1),
        ((Level.ERROR,), 0, "never", False, 0),
        ((Level.ERROR,), 1, "warning", False, 2),
        ((Level.ERROR,), 1, "never", False, 2),
        ((Level.ERROR,), 1, "warning", True, 1),
        ((), 1, "warning", True, 0),
    ],
)
def test_the_exit_code_is_the_verdict(
    levels: tuple[Level, ...], problems: int, fail_on: str, allow_problems: bool, code: int
) -> None:
    assert exit_code(report_of(*levels, problems=problems), fail_on, allow_problems) == code


# The root


@pytest.mark.parametrize(
    ("paths", "root"),
    [
        ([], "project"),
        (["."], "project"),
        (["src/app.py", "src"], "project"),
        ([".."], ""),
        (["../other"], "other"),
        (["../other/app.py"], "other"),
        ([".", "../other"], ""),
    ],
)
def test_paths_are_relative_to_here_or_to_what_holds_them_all(
    paths: list[str], root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("project/src", "other"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "app.py").touch()
    monkeypatch.chdir(tmp_path / "project")
    assert root_of(tuple(paths or ["."])) == tmp_path / root


# The rules


def test_rules_are_listed_with_code_level_name_and_summary() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line[:8].rstrip() for line in lines] == sorted(line[:8].rstrip() for line in lines)
    (line,) = [line for line in lines if line.startswith("SNAP201 ")]
    assert re.fullmatch(r"SNAP201 +error +unique-id-frozen +\S.*", line)


def test_rules_as_json_hold_all_that_is_known() -> None:
    rules = json.loads(run("rules", "-f", "json").stdout)
    (rule,) = [rule for rule in rules if rule["code"] == "SNAP201"]
    assert rule["level"] == "error"
    assert rule["name"] == "unique-id-frozen"
    assert json.loads(run("rule", "SNAP201", "-f", "json").stdout) == rule


def test_rules_as_markdown_are_a_table() -> None:
    lines = run("rules", "-f", "markdown").stdout.splitlines()
    assert lines[:2] == ["| code | name | level | what |", "|---|---|---|---|"]
    assert any(line.startswith("| SNAP201 | unique-id-frozen | error |") for line in lines)


@pytest.mark.parametrize("word", ["SNAP201", "snap201", "unique-id-frozen"])
def test_a_rule_is_found_by_code_and_name(word: str) -> None:
    finished = run("rule", word)
    assert finished.returncode == 0
    assert finished.stdout.startswith("SNAP201 unique-id-frozen: ")
    assert "## What it does" in finished.stdout


def test_an_unknown_rule_names_the_nearest() -> None:
    assert complaint_of(run("rule", "SNAP2O1")) == (
        "snapcheck: error: unknown rule 'SNAP2O1'; did you mean 'SNAP201'?"
    )
    assert complaint_of(run("rule", "boats")) == (
        "snapcheck: error: unknown rule 'boats'; `snapcheck rules` lists them"
    )


def test_completion_knows_commands_and_codes() -> None:
    def completions(words: str) -> str:
        cword = str(len(words.split(" ")) - 1)
        asked = {"_SNAPCHECK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": cword}
        return run(environment=asked).stdout

    assert "plain,rules" in completions("snapcheck ru")
    assert "plain,SNAP201" in completions("snapcheck rule snap20")


# Whole runs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with one function that freezes an id, and nothing else."""
    (tmp_path / "app.py").write_text(FROZEN, encoding="utf-8")
    return tmp_path


def test_a_finding_is_shown_and_makes_the_exit_code_one(project: Path) -> None:
    finished = run("check", cwd=project)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert finished.stdout.startswith("error[SNAP201]: ")
    assert " --> app.py:3:10\n" in finished.stdout
    assert "Found 1 finding (1 error). 1 entry point reaches the 1 file." in finished.stdout


def test_a_clean_project_is_green(project: Path) -> None:
    (project / "app.py").write_text(CLEAN, encoding="utf-8")
    finished = run("check", cwd=project)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith("No findings. 1 entry point reaches the 1 file.")


def test_sarif_and_text_come_from_one_run(project: Path) -> None:
    finished = run("check", "-f", "text", "-f", "sarif=out.sarif", cwd=project)
    assert (finished.returncode, finished.stderr) == (1, "")
    log = json.loads((project / "out.sarif").read_text(encoding="utf-8"))
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("SNAP201", "error")
    assert "error[SNAP201]" in finished.stdout


def test_sarif_goes_to_standard_output(project: Path) -> None:
    log = json.loads(run("check", "-f", "sarif", cwd=project).stdout)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "SNAP2"], 1),
        (["--select", "SNAP3,SNAP201"], 1),
        (["--select", "SNAP3"], 0),
        (["--ignore", "SNAP3, SNAP2"], 0),
        (["--fail-on", "never"], 0),
        (["--min-confidence", "low"], 1),
        (["--entry-point", "app.py:handler"], 1),
    ],
)
def test_options_reach_the_analysis(project: Path, options: list[str], code: int) -> None:
    finished = run("check", *options, cwd=project)
    assert (finished.returncode, finished.stderr) == (code, "")


@pytest.mark.parametrize(
    "options",
    [["--select", "SNAP2O1"], ["--ignore", "XYZ"], ["--entry-point", "app.py"]],
)
def test_the_analysis_refuses_a_wrong_request_in_one_line(
    project: Path, options: list[str]
) -> None:
    complaint = complaint_of(run("check", *options, cwd=project))
    assert complaint.startswith("snapcheck: error: ")
    assert options[1] in complaint


def test_a_missing_path_is_a_problem_that_beats_findings(project: Path) -> None:
    finished = run("check", "app.py", "gone.py", cwd=project)
    assert finished.returncode == 2
    assert "error[SNAP201]" in finished.stdout
    assert "\nproblem: gone.py: " in finished.stdout
    allowed = run("check", "app.py", "gone.py", "--allow-problems", cwd=project)
    assert (allowed.returncode, allowed.stdout) == (1, finished.stdout)


def test_problems_in_a_report_elsewhere_are_announced(project: Path) -> None:
    finished = run("check", "app.py", "gone.py", "-f", "sarif=out.sarif", cwd=project)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == "snapcheck: not everything could be analysed; the report says what.\n"


def test_a_project_elsewhere_is_reported_relative_to_itself(project: Path) -> None:
    (project / "elsewhere").mkdir()
    finished = run("check", project / "app.py", cwd=project / "elsewhere")
    assert " --> app.py:3:10\n" in finished.stdout


def test_the_same_run_says_the_same(project: Path) -> None:
    first, second = (
        run("check", "-f", "sarif", cwd=project, environment={"PYTHONHASHSEED": seed}).stdout
        for seed in "12"
    )
    assert first == second


def test_a_long_text_is_written_in_pieces_and_stays_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("snapcheck.commands.output._AT_ONCE", 5)
    for text in ("", "one line\n", "a\nlonger line\n\nand the last, which has no end"):
        show(text)
        assert capsys.readouterr().out == text
