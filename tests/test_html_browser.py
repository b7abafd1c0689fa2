"""The HTML report in a browser: it is quick, it can be used by keyboard, and axe is content."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from html_reports import enlarged, hostile, real, with_modules
from msgspec.structs import replace
from test_formats import ALL
from test_sarif import REPORT
from tools import require_tool

from snapcheck.model import Report
from snapcheck.report import html

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).parent / "browser" / "page.mjs"


@pytest.fixture(scope="module")
def tools() -> tuple[str, str]:
    """The folder of Node's modules, and Chromium."""
    named = os.environ.get("SNAPCHECK_NODE_MODULES")
    modules = Path(named) if named else ROOT / "node_modules"
    packages = all((modules / name).is_dir() for name in ("playwright-core", "axe-core"))
    mend = "npm install playwright-core axe-core"
    require_tool(packages and shutil.which("node"), f"no playwright-core, axe-core: {mend}")
    chromium = shutil.which("chromium")
    require_tool(chromium, "no chromium: apt-get install chromium")
    return str(modules), str(chromium)


@pytest.fixture
def look(tools: tuple[str, str], tmp_path: Path) -> Any:
    """Opens a report in the browser, and tells what one of the script's checks found."""

    def looked(report: Report, check: str) -> Any:
        page = tmp_path / "report.html"
        page.write_text(html.render(report), encoding="utf-8")
        command = ["node", str(SCRIPT), *tools, str(page), check]
        finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    return looked


@pytest.fixture(scope="module")
def cases() -> Report:
    return real()


@pytest.mark.parametrize("name", ["hostile", "all", "real"])
def test_a_page_asks_for_nothing_and_runs_nothing_else(name: str, look: Any, cases: Report) -> None:
    report = {"hostile": hostile(), "all": ALL, "real": enlarged(cases, 100)}[name]
    found = look(report, "visit")
    assert found["heard"] == []
    assert found["handlers"] == 0
    assert found["scripts"] == 2
    assert found["inserted"] is False
    assert all(link.startswith(("#", "data:image/svg+xml,")) for link in found["links"])
    assert not set(found["names"]) & {"img", "iframe", "object", "embed", "link", "meta", "style"}


@pytest.mark.parametrize("name", ["hostile", "all", "modules"])
def test_axe_finds_nothing_serious(name: str, look: Any, cases: Report) -> None:
    small = enlarged(cases, 40)
    report = {"hostile": hostile(), "all": ALL, "modules": with_modules(small, 60)}[name]
    found = look(report, "axe")
    assert [each for each in found if each["impact"] in ("serious", "critical")] == []
    assert found == []


def test_a_keyboard_reaches_everything(look: Any, cases: Report) -> None:
    found = look(enlarged(cases, 40), "keyboard")
    assert found["walk"] == ["a", "tab-findings", "theme", "q", "filters"]
    assert found["turned"] == ["tab-modules", True, "tab-findings", True]
    assert found["first"] == found["home"] == found["ids"][0]
    assert found["second"] == found["ids"][1]
    assert found["last"] == found["ids"][-1]
    assert found["opens"]


FRAME = """\
- banner:
  - heading "snapcheck" [level=1]
  - paragraph:
    - text: Found 1 finding (1 error). 1 entry point reaches 9 of 12 files;
    - code: snapcheck entry-points
    - text: says why not the others.
  - tablist "Parts of the report":
    - tab "Findings 1" [selected]
    - tab "Modules"
    - tab "Functions 1"
    - tab "Not analysed 0"
  - 'button "Colours: as the system"': ◐"""

STORY = """\
    - heading "INIT" [level=4]
    - paragraph:
      - text: made
      - code: uuid.uuid4()
    - paragraph:
      - text: kept in the global
      - code: RUN_ID
    - paragraph: src/app.py:3
    - text: "3"
    - mark: RUN_ID
    - text: =
    - mark: uuid.uuid4()
    - text: snapshot
    - heading "RESTORE" [level=4]
    - paragraph: —
    - heading "INVOKE" [level=4]
    - paragraph:
      - text: used in
      - code: handler
    - paragraph: src/views.py:31
"""


def test_a_screen_reader_is_told_the_story(look: Any) -> None:
    found = look(REPORT, "aria")
    assert found["frame"] == FRAME
    assert STORY in found["finding"]
    assert '- heading "Unique value made before the snapshot" [level=3]' in found["finding"]
    for control in (
        'searchbox "Text"',
        'group "Level":',
        'checkbox "error 1"',
        'combobox "Entry point":',
        'combobox "File in the story":',
        'radio "SNAP201 unique value made before the snapshot 1"',
        'button "Clear filters"',
    ):
        assert f"- {control}" in found["filters"]


def test_filters_filter_and_are_in_the_address(look: Any, cases: Report) -> None:
    report = enlarged(cases, 300)
    found = look(report, "filters")
    everything = found.pop("all")
    assert everything == 300
    nothing = found.pop("nothing")
    assert nothing["shown"] == nothing["again"] == 0
    assert nothing["status"] == "0 of 300 findings"
    errors = sum(finding.level.label == "error" for finding in report.findings)
    assert found["level"]["shown"] == errors
    assert found["level"]["hash"] == "#level=error"
    assert found["rule"]["hash"].startswith("#rule=SNAP")
    assert found["text"]["hash"] == "#q=uuid%20HANDLER"
    for each in (*found.values(), nothing):
        assert each["again"] == each["shown"]
        assert each["cleared"] == everything
    shown = {name: each["shown"] for name, each in found.items()}
    assert all(0 < count < everything for count in shown.values()), shown


def test_a_link_opens_its_finding(look: Any, cases: Report) -> None:
    found = look(enlarged(cases, 300), "link")
    assert found["focused"] == found["last"]
    assert found["open"]
    assert found["inView"]
    assert found["hash"].startswith("#finding-")
    assert found["hash"].endswith("&level=error")


def test_arrows_lead_from_where_a_value_is_made_to_each_use(look: Any, cases: Report) -> None:
    several = [f for f in cases.findings if len(f.trace) > 5]
    for found in look(enlarged(replace(cases, findings=tuple(several)), 10), "arrows"):
        assert found["starts"]
        assert found["tips"] == list(range(found["uses"]))
        assert found["uses"] > 0


def test_three_hundred_modules_can_be_looked_through(look: Any) -> None:
    report = with_modules(REPORT, 300)
    found = look(report, "modules")
    assert found["drawn"] == found["listed"] == 300
    assert found["overlaps"] == 0
    assert found["backward"] == 0
    assert found["imports"] == found["told"] == len(report.imports[report.entry_points[0].path])
    assert "part_0/m000" in found["importers"]
    assert found["hits"] == 1
    assert found["chosen"] == report.entry_points[0].path
    assert found["heard"] == []


def test_colours_follow_the_system_until_they_are_chosen(look: Any) -> None:
    system, light, dark, again = look(REPORT, "theme")
    assert light != dark
    assert system == dark == again


def test_paper_gets_everything(look: Any, cases: Report) -> None:
    found = look(enlarged(cases, 60), "print")
    assert found == {"closed": 0, "code": True, "buttons": 0, "pdf": "%PDF-"}


def test_two_thousand_findings_are_quick(look: Any, cases: Report) -> None:
    report = enlarged(cases, 2_000)
    # Medians of five; other tests run beside this one, so that a slow look gets two more.
    for _ in range(3):
        found = look(report, "speed")
        assert found["findings"] == 2_000
        if found["opened"] < 2_000 and found["filtered"] < 100:
            return
    pytest.fail(f"opened in {found['opened']} ms, filtered in {found['filtered']} ms")
