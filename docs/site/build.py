"""Build the documentation's site: `python docs/site/build.py [FOLDER]`, by default `build/site`.

The pages under `docs/` are taken as they are; links from them to files of the repository that are
no pages lose their target. Pages on rules and libraries are made of `rules/`. Warnings are errors.
Needs `pip install -e ".[docs]"`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from pathlib import Path, PurePosixPath

from pages import Pages, library_pages, rule_pages

from snapcheck import knowledge

ROOT = Path(__file__).parents[2]
GUIDES = {
    "First steps": ("docs/first-day", "docs/rollout", "docs/fleet", "docs/hooks", "docs/incidents"),
    "Every day": (
        *("docs/daily-work", "docs/ci", "docs/editors", "docs/verify", "docs/python-api"),
        "docs/shell-completion",
    ),
    "What is known": (*("rules/index", "libraries/index", "unsafe-libraries", "docs/libraries"),),
    "The project": (
        *("docs/internals", "docs/stability", "CONTRIBUTING", "SECURITY", "CHANGELOG"),
    ),
}
"""The pages of the menu, by heading; whatever else lies in `docs/` follows behind."""

_LINK = re.compile(r"(?<!\!)\[([^\]\n]*(?:\n[^\]\n]+)?)\]\(([^)\s]+)\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"rules/(SNAP\d+)-[a-z-]+\.md")
_LIBRARY = re.compile(r"rules/apis/(\w+)\.toml")


def pages() -> Pages:
    """Return all pages of the site, by their paths on it."""
    found = {
        **rule_pages(knowledge.load().rules.values()),
        **library_pages(ROOT / "rules" / "apis"),
    }
    written = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
    for file in (*written, *sorted((ROOT / "docs").rglob("*.md"))):
        name = file.relative_to(ROOT).as_posix()
        found[name] = file.read_text(encoding="utf-8")
    found["docs/incidents.md"] += _contents("", _below(found, "docs/incidents/"))
    found["index.md"] = (ROOT / "README.md").read_text(encoding="utf-8") + _menu(found)
    return {name: _linked(text, name, found.keys()) for name, text in found.items()}


def _below(found: Pages, folder: str) -> list[str]:
    names = [name for name in sorted(found) if name.startswith(folder)]
    return [name.removeprefix("docs/").removesuffix(".md") for name in names]


def _menu(found: Pages) -> str:
    listed = {name for names in GUIDES.values() for name in names}
    others = [
        name.removesuffix(".md")
        for name in sorted(found)
        if re.fullmatch(r"docs/[\w-]+\.md", name) and name.removesuffix(".md") not in listed
    ]
    groups = {**GUIDES, "More": tuple(others)}
    return "".join(_contents(heading, names) for heading, names in groups.items() if names)


def _contents(caption: str, names: list[str] | tuple[str, ...]) -> str:
    title = f":caption: {caption}\n" if caption else ""
    listed = "\n".join(names)
    return f"\n```{{toctree}}\n{title}:hidden:\n\n{listed}\n```\n"


def _linked(text: str, name: str, known: object) -> str:
    """Return a page with the links that it has on the site."""
    home = PurePosixPath(name).parent if name != "index.md" else PurePosixPath()

    def moved(found: re.Match[str]) -> str:
        label, target = found[1], found[2]
        if "://" in target or target.startswith("#"):
            return found[0]
        file, hash, heading = target.partition("#")
        place = os.path.normpath(home / file).replace(os.sep, "/")
        page = _page_at(place)
        if page not in known:  # type: ignore[operator]
            return label
        here = os.path.relpath(page, home).replace(os.sep, "/")
        return f"[{label}]({here}{hash}{heading})"

    # What stands in blocks of code is no link, but for the lists of pages that are put in.
    parts = _FENCE.split(text)
    return "".join(p if p.startswith("```") else _LINK.sub(moved, p) for p in parts)


def _page_at(place: str) -> str:
    """Return the page that tells of a file of the repository."""
    if place == "README.md":
        return "index.md"
    if rule := _RULE.fullmatch(place):
        return f"rules/{rule[1]}.md"
    if library := _LIBRARY.fullmatch(place):
        return f"libraries/{library[1]}.md"
    return place


def build(folder: Path) -> int:
    """Write the site into a folder; what Sphinx returns, which is 0 without a warning."""
    from sphinx.cmd.build import build_main

    source = folder / "source"
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in pages().items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    here = str(Path(__file__).parent)
    options = ["-W", "--keep-going", "-q", "-j", "auto", "-b", "dirhtml", "-c", here]
    return build_main([*options, "-d", str(folder / "trees"), str(source), str(folder / "html")])


def main() -> int:
    """Build into the folder that is named, and say how long it took."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"
    begun = time.monotonic()
    code = build(folder)
    count = len(list((folder / "html").rglob("index.html")))
    print(f"{count} pages in {time.monotonic() - begun:.0f} s: {folder / 'html'}")
    return code


if __name__ == "__main__":
    sys.exit(main())
