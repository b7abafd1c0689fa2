"""snapcheck for Python programs: what its page says, runs; and importing it costs nothing."""

from __future__ import annotations

import contextlib
import inspect
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

import snapcheck
from snapcheck import CheckError, Confidence, Level

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)
FROZEN = "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return RUN\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(FROZEN)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_of_the_page_prints_what_the_page_says(number: int, project: Path) -> None:
    code, printed = EXAMPLES[number]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "docs/python-api.md", "exec"), {})
    assert output.getvalue() == printed


def test_every_example_of_the_page_is_run() -> None:
    assert len(EXAMPLES) == PAGE.count("```python\n") == 3


def test_the_page_names_every_argument_and_only_fields_that_are_there() -> None:
    call, report = PAGE.partition("\n## The report\n")[::2]
    named = re.findall(r"^\| (`.*?) \|", call, re.MULTILINE)
    arguments = {name for cell in named for name in re.findall(r"`(\w+)`", cell)}
    assert arguments == set(inspect.signature(snapcheck.check).parameters)
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", report, re.MULTILINE)
    assert {kind for kind, _ in rows} <= set(snapcheck.__all__)
    for kind, cell in rows:
        fields = re.findall(r"`([a-z_]+)`", cell.partition(":")[0])
        assert fields, kind
        for field in fields:
            assert hasattr(getattr(snapcheck, kind), field), (kind, field)


def test_importing_it_imports_nothing_else() -> None:
    told = "import sys; before = set(sys.modules); import snapcheck; snapcheck.__version__; "
    told += "print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {told}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['snapcheck']\n"


def test_everything_that_it_offers_is_there() -> None:
    assert dir(snapcheck) == snapcheck.__all__
    for name in snapcheck.__all__:
        assert getattr(snapcheck, name) is not None
    with pytest.raises(AttributeError, match="module 'snapcheck' has no attribute 'chek'"):
        snapcheck.chek  # noqa: B018


def test_paths_are_text_or_path_one_or_several(project: Path) -> None:
    reports = [
        snapcheck.check(),
        snapcheck.check("src"),
        snapcheck.check(Path("src")),
        snapcheck.check(["src/app.py"]),
        snapcheck.check(project / "src", root=project),
    ]
    assert [[each.span.path for each in report.findings] for report in reports] == [
        ["src/app.py"]
    ] * 5
    elsewhere = snapcheck.check("src", root="src")
    assert [each.span.path for each in elsewhere.findings] == ["app.py"]


def test_the_configuration_counts_and_arguments_replace_it(project: Path) -> None:
    (project / "snapcheck.toml").write_text('select = ["SNAP3"]\nentry-points = ["src/job.py:run"]')
    (project / "src" / "job.py").write_text(FROZEN.replace("handler(event, context)", "run()"))
    assert snapcheck.check().findings == ()
    assert {each.function for each in snapcheck.check().entry_points} == {"handler", "run"}
    assert len(snapcheck.check(select=["SNAP201"]).findings) == 2
    plain = snapcheck.check(configuration=False)
    assert [each.rule for each in plain.findings] == ["SNAP201"]
    more = snapcheck.check(configuration=False, entry_points=["src/job.py:run"])
    assert len(more.findings) == 2


def test_confidence_changed_files_and_a_baseline_narrow_it_down(project: Path) -> None:
    from snapcheck.suppress import baseline

    (project / "src" / "other.py").write_text(FROZEN)
    both = snapcheck.check(min_confidence=Confidence.LOW)
    assert {each.level for each in both.findings} == {Level.ERROR}
    changed = snapcheck.check(changed=[project / "src" / "other.py"])
    assert [each.span.path for each in changed.findings] == ["src/other.py"]
    known = [baseline.known(each, each.span.path) for each in changed.findings]
    (project / "known.json").write_text(baseline.render(known))
    rest = snapcheck.check(baseline="known.json")
    assert [each.span.path for each in rest.findings] == ["src/app.py"]
    (project / "snapcheck.toml").write_text('baseline = "known.json"')
    assert snapcheck.check() == rest


def test_processes_and_progress_change_nothing(project: Path) -> None:
    (project / "src" / "other.py").write_text(FROZEN)
    heard: list[object] = []
    assert snapcheck.check(jobs=2) == snapcheck.check(on_progress=heard.append)
    assert heard


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"select": ["NOPE"]}, "unknown rule code 'NOPE'"),
        ({"entry_points": ["app"]}, "'app'"),
        ({"baseline": "missing.json"}, "no baseline 'missing.json'"),
        ({"environment": "nowhere"}, "nowhere"),
    ],
)
def test_a_call_without_sense_is_one_line(
    arguments: dict[str, object], told: str, project: Path
) -> None:
    with pytest.raises(CheckError) as raised:
        snapcheck.check(**arguments)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_wrong_configuration_is_one_too(project: Path) -> None:
    (project / "snapcheck.toml").write_text('selekt = ["SNAP3"]')
    with pytest.raises(CheckError, match="selekt"):
        snapcheck.check()
    (project / "snapcheck.toml").write_text('rules = ["own"]')
    (project / "own").mkdir()
    (project / "own" / "ACME101-x.md").write_text("no front matter")
    with pytest.raises(CheckError, match="ACME101"):
        snapcheck.check()


def test_what_cannot_be_analysed_is_in_the_report(project: Path) -> None:
    (project / "src" / "other.py").write_text("def handler(event, context):\n    return (\n")
    report = snapcheck.check()
    assert [each.path for each in report.problems] == ["src/other.py"]
    assert [each.rule for each in report.findings] == ["SNAP201"]
