"""The project's address is one setting: empty, nothing links to it; set, everything does."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from test_formats import REPORTS
from test_sarif import FULL, SEED_RULE, multitool

from snapcheck import project
from snapcheck.model import Report
from snapcheck.report import rdjson, sarif
from snapcheck.server.diagnostics import _page_address

ROOT = Path(__file__).parents[1]
ADDRESS = "https://snapcheck.example/"
__all__ = ["multitool"]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ADDRESS", ADDRESS)


@pytest.fixture
def unpublished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ADDRESS", "")


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_without_an_address_there_is_no_link(report: Report, unpublished: None) -> None:
    log = json.loads(sarif.render(report))
    assert "informationUri" not in log["runs"][0]["tool"]["driver"]
    assert "helpUri" not in json.dumps(log)
    assert '"url"' not in rdjson.render(report)


def test_without_an_address_no_rule_has_a_page(unpublished: None) -> None:
    assert project.page_of("SNAP201") is None


def test_the_setting_is_empty_or_an_address_that_pages_can_be_put_behind() -> None:
    assert project.ADDRESS == "" or re.fullmatch(r"https://\S+/", project.ADDRESS)


def test_rules_of_our_own_have_a_page_and_those_of_a_team_do_not(published: None) -> None:
    assert project.page_of("SNAP201") == f"{ADDRESS}rules/SNAP201/"
    assert project.page_of("ACME101") is None


def test_sarif_names_the_site_and_the_pages(
    published: None, multitool: Path, tmp_path: Path
) -> None:
    text = sarif.render(FULL)
    driver = json.loads(text)["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == ADDRESS
    pages = {rule["id"]: rule["helpUri"] for rule in driver["rules"]}
    assert pages[SEED_RULE.code] == f"{ADDRESS}rules/{SEED_RULE.code}/"
    (tmp_path / "out.sarif").write_text(text, encoding="utf-8")
    subprocess.run(
        [
            *(multitool, "validate", "out.sarif", "--rule-kind", "Sarif;Ghas"),
            *("--output", "verdict.sarif", "--log", "ForceOverwrite"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    verdict = json.loads((tmp_path / "verdict.sarif").read_text(encoding="utf-8-sig"))
    assert verdict["runs"][0]["results"] == []  # without an address it misses informationUri


def test_rdjson_names_them(published: None) -> None:
    log = json.loads(rdjson.render(FULL))
    assert log["source"] == {"name": "snapcheck", "url": ADDRESS}
    found = [
        each["code"] for each in log["diagnostics"] if each["code"]["value"].startswith("SNAP")
    ]
    assert found
    assert all(each["url"] == f"{ADDRESS}rules/{each['value']}/" for each in found)


def test_an_editor_opens_the_site_or_the_page_that_is_installed(
    published: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ROOT / "rules" / "SNAP201-unique-id-frozen.md"
    pages = {"SNAP201": page, "ACME101": page}
    assert _page_address("SNAP201", pages) == f"{ADDRESS}rules/SNAP201/"
    assert _page_address("ACME101", pages) == page.as_uri()
    assert _page_address("ACME102", pages) is None
    monkeypatch.setattr(project, "ADDRESS", "")
    assert _page_address("SNAP201", pages) == page.as_uri()
