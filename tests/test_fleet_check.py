"""`snapcheck fleet check` with processes of this machine: rows, formats, what goes wrong."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fleets import CLEAN, FROZEN, WARNED, commit, fleet, repository, write


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Repositories of each kind, and what a run says of them."""
    root = tmp_path_factory.mktemp("shop")
    repository(root / "clean", {"app.py": CLEAN})
    repository(root / "frozen", {"app.py": FROZEN, "jobs.py": "import strange\n" + CLEAN})
    repository(root / "warned", {"app.py": WARNED})
    repository(root / "empty", {"readme.md": "nothing\n"})
    write(root / "plain", {"app.py": "from .gone import x\n" + CLEAN})
    repository(root / "wrong", {"app.py": CLEAN, "snapcheck.toml": "selct = []\n"})
    repository(root / "broken", {"app.py": "import steps\n" + CLEAN, "steps.py": "def (:\n"})
    return root


NAMES = ("broken", "clean", "empty", "frozen", "gone", "plain", "warned", "wrong")


@pytest.fixture(scope="module")
def said(shop: Path) -> Path:
    """The folder with all reports of one run."""
    forms = ("html", "json", "json-lines", "csv", "parquet")
    places = [f"-f{form}=report.{form}" for form in forms]
    done = fleet(shop, "check", *NAMES, *places, "-ftext", "-fsarif=each", "-fsarif-merged=all")
    assert done.returncode == 2, done.stderr
    assert done.stderr == ""
    (shop / "report.text").write_text(done.stdout)
    return shop


def rows_of(file: Path) -> dict[str, dict[str, object]]:
    report = json.loads(file.read_text(encoding="utf-8"))
    return {row["name"]: row for row in report["repositories"]}


def test_each_repository_is_a_row(said: Path) -> None:
    rows = rows_of(said / "report.json")
    assert tuple(rows) == NAMES
    ready = {
        name: [each["ready"] for each in row.get("readiness", [])]  # type: ignore[attr-defined]
        for name, row in rows.items()
    }
    assert ready == {
        "broken": ["not known"],
        "clean": ["yes"],
        "empty": [],
        "frozen": ["no", "yes"],
        "gone": [],
        "plain": ["not known"],
        "warned": ["with warnings"],
        "wrong": [],
    }
    assert {name: row["state"] for name, row in rows.items() if row["state"] != "analysed"} == {
        "gone": "unusable",
        "wrong": "unusable",
    }
    assert rows["wrong"]["reason"] == 'snapcheck.toml: unknown key "selct" (did you mean "select"?)'


def test_the_text_has_a_line_for_each_and_the_sum(said: Path) -> None:
    lines = (said / "report.text").read_text().splitlines()
    assert lines[1] == "broken            0        0        0        1  1 problem"
    assert lines[4] == "frozen            1        0        1        0"
    assert (
        lines[5]
        == "gone              0        0        0        0  unusable: there is no such folder"
    )
    assert lines[10].endswith("ready for SnapStart (1 with warnings), 1 not, 2 not known.")
    assert lines[10].startswith("3 of 6 functions in 8 repositories ")
    assert lines[11:] == [
        "2 of 8 repositories could not be analysed.",
        "Rules that hurt most: SNAP201 (1 in 1), SNAP203 (1 in 1).",
        "Libraries: socket (1 in 1), uuid (1 in 1).",
        "1 package nothing is known of: strange.",
    ]


def test_the_json_is_as_its_schema_says(said: Path) -> None:
    schema = Path(__file__).parents[1] / "snapcheck/fleet/reports/fleet-1.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]
    done = subprocess.run(
        [*command, str(said / "report.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_lines_are_the_rows_and_the_sum(said: Path) -> None:
    lines = [json.loads(line) for line in (said / "report.json-lines").read_text().splitlines()]
    whole = json.loads((said / "report.json").read_text())
    assert [{k: v for k, v in line.items() if k != "type"} for line in lines[:-1]] == whole[
        "repositories"
    ]
    assert lines[-1]["functions"] == whole["summary"]["functions"] == 6


def test_the_tables_hold_the_functions(said: Path) -> None:
    with open(said / "report.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["repository"], row["path"], row["ready"]) for row in rows][3:5] == [
        ("frozen", "app.py", "no"),
        ("frozen", "jobs.py", "yes"),
    ]
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(said / "report.parquet").to_pylist()
    assert [{name: str(value) for name, value in row.items()} for row in table] == rows


def test_the_page_holds_all_and_lets_no_other_script_run(said: Path) -> None:
    page = (said / "report.html").read_text()
    assert page.count('<details class="repository"') == len(NAMES)
    assert "app.py:handler" in page
    assert "default-src &#39;none&#39;" in page
    assert "Libraries that hurt most" in page


def test_sarif_of_each_is_that_of_a_check(said: Path) -> None:
    assert {file.name for file in (said / "each").iterdir()} == {
        f"{name}.sarif" for name in NAMES if name not in ("gone", "wrong")
    }
    command = [sys.executable, "-m", "snapcheck", "check", "-f", "sarif", "--no-cache"]
    alone = subprocess.run(command, cwd=said / "frozen", capture_output=True, check=False)
    assert (said / "each" / "frozen.sarif").read_bytes() == alone.stdout


def test_merged_sarif_has_a_run_for_each(said: Path) -> None:
    (file,) = (said / "all").iterdir()
    log = json.loads(file.read_text())
    ids = [run["automationDetails"]["id"] for run in log["runs"]]
    assert ids == [f"snapcheck/{name}/" for name in NAMES if name not in ("gone", "wrong")]
    (run,) = [run for run in log["runs"] if "/frozen/" in run["automationDetails"]["id"]]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SNAP201"]
    assert [result["ruleIndex"] for result in run["results"]] == [0]


def test_no_file_holds_more_than_github_takes(tmp_path: Path) -> None:
    from snapcheck.fleet.nouns import Outcome, Row, State
    from snapcheck.fleet.reports.sarif import MOST_RUNS, write_merged
    from snapcheck.model import Report

    report = Report((), (), (), (), 0, 0, (), {}, "0.1.0")
    rows = [Row(f"r{n:03}", "", Outcome(State.ANALYSED, report=report)) for n in range(45)]
    write_merged(lambda: iter(rows), str(tmp_path))
    runs = [len(json.loads(file.read_text())["runs"]) for file in sorted(tmp_path.iterdir())]
    assert runs == [MOST_RUNS, MOST_RUNS, 5]


def test_own_configuration_and_nobody_elses(tmp_path: Path) -> None:
    write(tmp_path, {"snapcheck.toml": 'ignore = ["SNAP"]\n', "known.json": "{}"})
    own = (
        'output-format = ["json=written.json"]\npython = "../env"\nbaseline = "../known.json"\n'
        'rules = ["../rules"]\nentry-points = ["../b/app.py:handler"]\n'
    )
    (tmp_path / "rules").mkdir()
    write(tmp_path / "a", {"app.py": FROZEN, "snapcheck.toml": own})
    write(tmp_path / "b", {"app.py": FROZEN, "snapcheck.toml": 'ignore = ["SNAP201"]\n'})
    write(tmp_path / "c", {"app.py": FROZEN})
    done = fleet(tmp_path, "check", "a", "b", "c", "-f", "json=out.json")
    assert done.returncode == 1, done.stderr
    rows = rows_of(tmp_path / "out.json")
    assert {name: len(row["findings"]) for name, row in rows.items()} == {"a": 1, "b": 0, "c": 1}  # type: ignore[arg-type]
    assert rows["a"]["notices"] == [
        'snapcheck.toml: "python" leads out of the repository (../env), and is ignored',
        'snapcheck.toml: "baseline" leads out of the repository (../known.json), and is ignored',
        'snapcheck.toml: "rules" leads out of the repository (../rules), and is ignored',
        'snapcheck.toml: "entry-points" leads out of the repository (../b/app.py), and is ignored',
    ]
    assert not (tmp_path / "a" / "written.json").exists()


def test_a_configuration_that_leaves_its_repository_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"company.toml": 'ignore = ["SNAP201"]\n'})
    write(tmp_path / "a", {"app.py": FROZEN, "snapcheck.toml": 'extend = "../company.toml"\n'})
    write(tmp_path / "b", {"app.py": FROZEN, "snapcheck.toml": 'extend = "own.toml"\n'})
    write(tmp_path / "b", {"own.toml": 'ignore = ["SNAP201"]\n'})
    settings = {"SNAPCHECK_SELECT": "SNAP301"}
    done = fleet(tmp_path, "check", "a", "b", "a/../c", "-f", "json", environment=settings)
    rows = {row["name"]: row for row in json.loads(done.stdout)["repositories"]}
    assert rows["a"]["reason"].startswith('snapcheck.toml: "extend" leads out of the repository')
    assert rows["b"]["findings"] == []
    write(tmp_path / "c", {"app.py": FROZEN})
    done = fleet(tmp_path, "check", "c", "-f", "json", environment=settings)
    # What is set for who begins the run is no setting of a repository.
    assert '"SNAP201":1' in done.stdout


def test_the_baseline_of_a_repository_counts_as_accepted(tmp_path: Path) -> None:
    write(tmp_path / "a", {"app.py": FROZEN, "snapcheck.toml": 'baseline = "known.json"\n'})
    command = [sys.executable, "-m", "snapcheck", "baseline", "write", "known.json", "--no-cache"]
    subprocess.run(command, cwd=tmp_path / "a", capture_output=True, check=True)
    done = fleet(tmp_path, "check", "a", "-f", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert (row["ready"], row["accepted"]) == ("yes", "1")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_what_one_repository_does_not_survive_is_its_own_row(tmp_path: Path) -> None:
    write(tmp_path / "a", {"app.py": CLEAN})
    write(tmp_path / "z", {"app.py": FROZEN})
    write(
        tmp_path / "large",
        {"app.py": "X = {\n" + "  'a': (1, [2, {3: 4}]),\n" * 100_000 + "}\n" + FROZEN},
    )
    done = fleet(
        tmp_path, "check", "a", "large", "z", "--max-memory", 256, "--jobs", 2, "-f", "json"
    )
    rows = {row["name"]: row for row in json.loads(done.stdout)["repositories"]}
    assert {name: row["state"] for name, row in rows.items()} == {
        "a": "analysed",
        "large": "needed too much memory",
        "z": "analysed",
    }
    assert rows["large"]["reason"] == "needs more than 256 MB"
    assert done.returncode == 2


def test_what_takes_too_long_is_its_own_row(tmp_path: Path) -> None:
    write(tmp_path / "large", {"app.py": FROZEN + "X = 1\n" * 300_000})
    done = fleet(tmp_path, "check", "large", "--timeout", 0.05, "-f", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert (row["state"], row["why"]) == ("took too long", "takes longer than 0.05 seconds")


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    repository(tmp_path / "a", {"app.py": CLEAN, ".gitignore": "*.log\n"})
    repository(tmp_path / "b", {"app.py": FROZEN})
    first = fleet(tmp_path, "check", "a", "b", "-f", "json")
    kept = {file.name: file.stat().st_mtime_ns for file in outcomes(tmp_path)}
    assert len(kept) == 2
    again = fleet(tmp_path, "check", "a", "b", "-f", "json")
    assert again.stdout == first.stdout
    assert {file.name: file.stat().st_mtime_ns for file in outcomes(tmp_path)} == kept
    # A change that is not committed, one that git ignores, and the first one committed.
    write(tmp_path / "a", {"app.py": FROZEN})
    assert '"SNAP201":2' in fleet(tmp_path, "check", "a", "b", "-f", "json").stdout
    write(tmp_path / "a", {"x.log": ""})
    fleet(tmp_path, "check", "a", "b")
    assert len(outcomes(tmp_path)) == 3
    commit(tmp_path / "a")
    write(tmp_path / "a", {"new.py": "def handler(event, context): ...\n"})
    assert fleet(tmp_path, "check", "a", "-f", "csv").stdout.count("handler") == 2


def outcomes(root: Path) -> list[Path]:
    return sorted((root / ".cache").rglob("*.outcome"))


def test_a_run_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    names = [f"r{number:02}" for number in range(12)]
    for number, name in enumerate(names):
        write(tmp_path / name, {"app.py": FROZEN + f"\n\nX = {number}\n" * 2000})
    command = [sys.executable, "-m", "snapcheck", "fleet", "check", *names, "--jobs", "1"]
    own = {**os.environ, "SNAPCHECK_CACHE_DIR": str(tmp_path / ".cache")}
    with subprocess.Popen(command, cwd=tmp_path, env=own, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 60
        while not outcomes(tmp_path) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert told == b"snapcheck: interrupted\n"
    assert process.returncode == 130
    kept = {file: file.stat().st_mtime_ns for file in outcomes(tmp_path)}
    assert 1 <= len(kept) < 12
    assert fleet(tmp_path, "check", *names).returncode == 1
    assert len(outcomes(tmp_path)) == 12
    assert {file: file.stat().st_mtime_ns for file in kept} == kept


def test_results_are_kept_at_an_address(tmp_path: Path) -> None:
    write(tmp_path / "a", {"app.py": FROZEN})
    address = (tmp_path / "shared").as_uri()
    first = fleet(tmp_path, "check", "a", "-f", "json", "--results", address)
    (kept,) = (tmp_path / "shared").rglob("*.outcome")
    assert outcomes(tmp_path) == []
    # What is broken there is done again.
    kept.write_bytes(kept.read_bytes()[:-1])
    again = fleet(tmp_path, "check", "a", "-f", "json", "--results", address)
    assert again.stdout == first.stdout
    told = fleet(tmp_path, "check", "a", "--results", "nowhere://x").stderr
    assert told.startswith("snapcheck: error: can't open the results at 'nowhere://x': ")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("check", "no repository is named; give PATHs, or a list with --list FILE"),
        ("check a -f xml", "unknown format 'xml'; known: text, html, json, json-lines, csv, "),
        ("check a -f html=", "'html=' names no file; write html=FILE"),
        ("check a -f sarif", "sarif can't go to standard output; name a folder: sarif=PLACE"),
        ("check a -f csv -f json", "only one format can go to standard output; write FORMAT=FILE"),
        ("check a -f json=gone/x", "can't write 'gone/x': No such file or directory"),
        ("check a --select SNAP2O1", "unknown rule code 'SNAP2O1'; did you mean SNAP201?"),
        ("check a --shard 3/2", "'3/2' is no shard; write NUMBER/OF, like 3/20"),
        ("merge gone.json", "can't read 'gone.json': No such file or directory"),
        ("diff a/app.py gone.json", "'a/app.py' is no report of a fleet: "),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(
    arguments: str, complaint: str, tmp_path: Path
) -> None:
    write(tmp_path / "a", {"app.py": CLEAN})
    done = fleet(tmp_path, *arguments.split())
    assert done.returncode == 2
    assert done.stderr.startswith(f"snapcheck: error: {complaint}")
    assert done.stderr.count("\n") == 1
