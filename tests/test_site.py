"""The documentation's site is built without a warning, and all of its links lead somewhere."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools import require_tool

from snapcheck import knowledge

ROOT = Path(__file__).parents[1]
LIBRARIES = sorted((ROOT / "rules" / "apis").glob("*.toml"))


def test_what_is_generated_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("renew", ROOT / "docs" / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    renew = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(renew)
    files = renew.generated()
    assert {file.name for file in files} == {"README.md", "schema.json", "INDEX.md", "libraries.md"}
    stale = [file.name for file, text in files.items() if file.read_text("utf-8") != text]
    assert stale == [], "run: python docs/renew.py"


class Links(HTMLParser):
    """The links of a page, what it has fetched by itself, and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and "href" in values:
            self.fetched.append(values["href"])
        elif "src" in values:
            self.fetched.append(values["src"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for package in ("sphinx", "myst_parser", "furo"):
        require_tool(importlib.util.find_spec(package), 'no Sphinx: pip install -e ".[docs]"')
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "site" / "build.py"), str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    return {file: Links(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}


@pytest.mark.slow
def test_each_rule_and_library_has_a_page_at_its_place(site: Path) -> None:
    for code, rule in knowledge.load().rules.items():
        text = (site / "rules" / code / "index.html").read_text(encoding="utf-8")
        assert f"<h1>{code} {rule.name}" in text
        assert "expect:" not in text
    for file in LIBRARIES:
        page = (site / "libraries" / file.stem / "index.html").read_text(encoding="utf-8")
        assert tomllib.loads(file.read_text(encoding="utf-8"))["library"] in page
    psycopg2 = (site / "libraries" / "psycopg2" / "index.html").read_text(encoding="utf-8")
    assert "Evidence" in psycopg2
    assert "PostgreSQL 15" in psycopg2
    assert 'href="../libraries/psycopg2/"' in (site / "unsafe-libraries" / "index.html").read_text()


@pytest.mark.slow
def test_every_link_inside_leads_to_a_page_and_a_heading(
    site: Path, pages: dict[Path, Links]
) -> None:
    dead = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            place = file if not parts.path else Path(os.path.normpath(file.parent / parts.path))
            target = place / "index.html" if place.is_dir() else place
            if not target.is_file() or (
                parts.fragment
                and target.suffix == ".html"
                and unquote(parts.fragment) not in pages[target].anchors
            ):
                dead.append((file.relative_to(site).as_posix(), link))
    assert dead == []


@pytest.mark.slow
def test_a_page_fetches_nothing_from_elsewhere(site: Path, pages: dict[Path, Links]) -> None:
    for file, page in pages.items():
        remote = [each for each in page.fetched if urlsplit(each).netloc]
        assert remote == [], file
    for style in site.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"@import|url\([\"']?(https?:)?//|@font-face", text), style


@pytest.mark.slow
def test_a_dead_link_and_a_warning_are_errors(tmp_path: Path) -> None:
    require_tool(importlib.util.find_spec("myst_parser"), 'no Sphinx: pip install -e ".[docs]"')
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text("# A page\n\n[gone](missing.md) and [too](#nowhere)\n")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "dirhtml"),
            *("-c", str(ROOT / "docs" / "site"), str(source), str(tmp_path / "html")),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "missing.md" in done.stderr
    assert "nowhere" in done.stderr
