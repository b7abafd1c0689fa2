"""The incidents that the documentation retells happen: by analysis, and by running the programs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import snapcheck

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "incidents").glob("*.md"))
INDEX = (ROOT / "docs" / "incidents.md").read_text(encoding="utf-8")


def parts(page: Path) -> dict[str, str]:
    """The blocks of a page: its program, its event, and the mended program."""
    blocks = re.findall(r"^```(.+)\n([\s\S]*?)^```$", page.read_text(encoding="utf-8"), re.M)
    assert [kind for kind, _ in blocks] == ["python bad", "json", "python good"]
    return dict(blocks)


def expected(program: str) -> list[tuple[int, str]]:
    lines = enumerate(program.splitlines(), 1)
    return [(number, found[1]) for number, line in lines if (found := _EXPECT.search(line))]


_EXPECT = re.compile(r"# expect: (SNAP\d+)$")


def test_the_list_names_every_page_and_its_rule() -> None:
    rows = re.findall(r"^\| \[(.*)\]\(incidents/(.*)\) \| (.*) \|$", INDEX, re.MULTILINE)
    told = {file: (title, rule) for title, file, rule in rows}
    found = {}
    for page in PAGES:
        ((_, rule),) = expected(parts(page)["python bad"])
        found[page.name] = (page.read_text(encoding="utf-8").splitlines()[0][2:], rule)
    assert told == found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_program_has_the_finding_and_the_mended_one_none(page: Path, tmp_path: Path) -> None:
    blocks = parts(page)
    for kind, wanted in (("bad", expected(blocks["python bad"])), ("good", [])):
        (tmp_path / "app.py").write_text(blocks[f"python {kind}"])
        report = snapcheck.check(tmp_path, configuration=False)
        assert [(each.span.line, each.rule) for each in report.findings] == wanted
        assert report.problems == ()


def verified(folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "snapcheck", "verify", "-f", "json"]
    done = subprocess.run(
        [*command, "--environments", "3", "--cold-starts", "2"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert report["problems"] == []
    return [*report["findings"]]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_happens_when_the_program_is_run(page: Path, tmp_path: Path) -> None:
    blocks = parts(page)
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "event.json").write_text(blocks["json"])
    (tmp_path / "app.py").write_text(blocks["python bad"])
    ((_, rule),) = expected(blocks["python bad"])
    (finding,) = verified(tmp_path)
    assert (finding["rule"], finding["verification"]["verdict"]) == (rule, "proved")
    (tmp_path / "app.py").write_text(blocks["python good"])
    assert verified(tmp_path) == []
