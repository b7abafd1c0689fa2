"""The pages of the site that nobody writes: a page a rule, a page a library, and their lists.

All of them are made of `rules/` each time the site is built, so that they can't be out of date.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from snapcheck import knowledge
from snapcheck.model import Example, Rule

Pages = dict[str, str]
"""The texts of pages by their paths on the site."""

_FINE = frozenset(("safe", "off", "quiet", "revives", "closes", "builds-secure-generator"))
_FLOWS = frozenset(each.value for each in knowledge.Handling) | {"model"}
_DRAWS = frozenset(("draws", "library-draws", "builds-generator"))
_NEXT = re.compile(r'^[ \t]*"//": "expect: [^\n]*\n', re.MULTILINE)  # JSON has no comments
_EXPECT = re.compile(r"[ \t]*(#|//) expect: ([A-Z]+\d+)[^\n]*")
_BLOCK = re.compile(r"^```(?:python|yaml|json|hcl) (?:bad|good)\n.*?^```\n*", re.M | re.DOTALL)

_LIBRARIES = """\
# Libraries

What snapcheck knows of the libraries that programs are made of: what each call does to a snapshot,
and how that is known. [Those to be careful with](../unsafe-libraries.md) are a list of their own.

| library | about | facts |
|---|---|---|
"""
_UNSAFE = """\
# Libraries to be careful with

What of these is made before the snapshot, and used after it, is wrong there unless something renews
it. Ordered by what goes wrong; each library's page says which calls, what instead, and how that is
known.
"""
_LIBRARIES_WRONG = """\
# Libraries that go wrong by themselves

What these do inside is the same in every environment that is restored from one snapshot, whoever
calls them and however: a program can be right and still hand out equal ids. `snapcheck check` knows
them by name; `snapcheck audit` finds the like of it in the source of what you have installed.
"Read in" is the version whose source was read, or that was run, "since" the first that does so,
where that was looked up.

| library | calls | what goes wrong | read in | since | mend |
|---|---|---|---|---|---|
"""
_INSIDE = frozenset(("library-draws", "starts"))
_VERSION = re.compile(r"([\w-][\w.-]*) v?(\d+(?:\.\w+)+)")
_MOST_NAMES = 3
_GENERATORS = "generators of pseudo-random numbers"
_DRAWN = """\
What draws from a generator whose state is in the snapshot yields the same numbers in every
environment. Reported as [SNAP102](rules/SNAP102.md), [SNAP103](rules/SNAP103.md) and
[SNAP104](rules/SNAP104.md)."""


# --- rules -------------------------------------------------------------------------------------


def rule_pages(rules: Iterable[Rule]) -> Pages:
    """Return a page for each rule, `rules/SNAP201.md`, and their list."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.level.label} "
        f"| {_cell(rule.summary)} |"
        for rule in ordered
    ]
    names = [rule.code for rule in ordered]
    table = "\n".join(("| code | name | level | what |", "|---|---|---|---|", *rows))
    pages = {"rules/index.md": f"# Rules\n\n{table}\n\n{_contents(names)}"}
    return pages | {f"rules/{rule.code}.md": _rule_page(rule) for rule in ordered}


def _rule_page(rule: Rule) -> str:
    facts = [f"level {rule.level.label}", f"precision {rule.precision}"]
    if rule.security_severity is not None:
        facts.append(f"security severity {rule.security_severity}")
    if rule.tags:
        facts.append(f"tags {', '.join(rule.tags)}")
    text = _BLOCK.sub("", rule.page).strip()
    parts = [f"# {rule.code} {rule.name}", f"{rule.summary[0].upper()}{rule.summary[1:]}."]
    parts += [f"*{'; '.join(facts)}*", text]
    for kind, heading in (("bad", "Reported"), ("good", "Not reported")):
        shown = [_example(each) for each in rule.examples if each.kind == kind]
        parts += [f"## {heading}", *shown] if shown else []
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    text = _EXPECT.sub(r"  \1 \2", _NEXT.sub("", example.text)).rstrip()
    return f"```{example.language}\n{text}\n```"


# --- libraries ---------------------------------------------------------------------------------


def library_pages(folder: Path) -> Pages:
    """Return a page for each library that is known, their list, and that of unsafe ones."""
    libraries = {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.toml"))
    }
    known = knowledge.load()
    rules = {
        question.about: rule.code
        for rule in known.rules.values()
        for question in rule.questions
        if question.check == "kept"
    }
    pages = {f"libraries/{stem}.md": _library_page(each, rules) for stem, each in libraries.items()}
    pages["libraries/index.md"] = _library_list(libraries)
    pages["unsafe-libraries.md"] = _unsafe_list(libraries, rules)
    return pages


def wrong_libraries(folder: Path) -> str:
    """Return the page on libraries that go wrong whoever calls them."""
    rows = [
        (library["library"], row)
        for file in sorted(folder.glob("*.toml"))
        for library in (tomllib.loads(file.read_text(encoding="utf-8")),)
        for row in library.get("api", [])
        if row["effect"] in _INSIDE or row["evidence"].startswith("derived from")
    ]
    return _LIBRARIES_WRONG + "".join(_wrong(name, row) for name, row in rows)


def _wrong(library: str, row: Mapping[str, Any]) -> str:
    names = [f"`{name}`" for name in row["names"][:_MOST_NAMES]]
    more = len(row["names"]) - len(names)
    read = _VERSION.search(row["evidence"])
    cells = (
        f"{library}",
        ", ".join(names) + (f" and {more} more" if more > 0 else ""),
        _prose(row["behaviour"]),
        f"{read[1]} {read[2]}" if read else "",
        row.get("since", ""),
        _prose(row.get("instead", "")),
    )
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _library_page(library: Mapping[str, Any], rules: Mapping[str, str]) -> str:
    # In no menu: each page would carry the names of all, and take three times as long to build.
    parts = ["---\norphan: true\n---", f"# {library['library']}", _prose(library.get("about", ""))]
    sections: dict[str, list[str]] = {}
    for row in library.get("api", []):
        sections.setdefault(_section(row["effect"]), []).append(_row(row, rules))
    for heading in _SECTIONS:
        parts += [f"## {heading}", *sections[heading]] if heading in sections else []
    return "\n\n".join(part for part in parts if part) + "\n"


_SECTIONS = _WRONG, _RIGHT, _FLOW = (
    "What can go wrong",
    "What is fine",
    "How values flow through it",
)


def _section(effect: str) -> str:
    if effect in _FLOWS:
        return _FLOW
    return _RIGHT if effect in _FINE else _WRONG


def _row(row: Mapping[str, Any], rules: Mapping[str, str]) -> str:
    names = ", ".join(f"`{name}`" for name in row["names"])
    hazard = row.get("hazard", "")
    if hazard in rules:
        hazard = f"{hazard}, reported as [{rules[hazard]}](../rules/{rules[hazard]}.md)"
    facts = {
        "Applies": _condition(row),
        "Effect": row["effect"],
        "Hazard": hazard,
        "Instead": _prose(row.get("instead", "")),
        "Evidence": _prose(row.get("evidence", "")),
    }
    told = [f"- *{name}:* {text}" for name, text in facts.items() if text]
    return "\n\n".join(filter(None, (names, _prose(row.get("behaviour", "")), "\n".join(told))))


def _condition(row: Mapping[str, Any]) -> str:
    parts = {
        "unless": "not with {}",
        "only-with": "only with {}",
        "first-argument": "where the first argument is {}",
        "first-argument-contains": "where the first argument contains {}",
        "unless-spelled": "unless {} is configured",
        "unless-flagged": "unless the program has a finding about {}",
        "at-most-arguments": "with at most {} arguments",
    }
    found = []
    for key, text in parts.items():
        value = row.get(key)
        if value is not None:
            values = value if isinstance(value, list) else [value]
            found.append(
                text.format(", ".join(f"`{re.sub('@[0-9]+', '', str(v))}`" for v in values))
            )
    return "; ".join(found)


def _library_list(libraries: Mapping[str, Mapping[str, Any]]) -> str:
    rows = "".join(
        f"| [{each['library']}]({stem}.md) | {_cell(_prose(each.get('about', '')))} "
        f"| {len(each.get('api', []))} |\n"
        for stem, each in libraries.items()
    )
    return f"{_LIBRARIES}{rows}"


def _unsafe_list(libraries: Mapping[str, Mapping[str, Any]], rules: Mapping[str, str]) -> str:
    hazards = knowledge.load().vocabulary.hazards
    by_hazard: dict[str, Counter[str]] = {}
    for stem, library in libraries.items():
        for row in library.get("api", []):
            kind = _GENERATORS if row["effect"] in _DRAWS else row.get("hazard", "")
            if kind and _section(row["effect"]) == _WRONG:
                by_hazard.setdefault(kind, Counter())[stem] += len(row["names"])
    parts = [_UNSAFE]
    for kind in sorted(by_hazard):
        phrase = hazards[kind].phrase if kind in hazards else kind
        about = f"{hazards[kind].about} " if kind in hazards else _DRAWN
        rule = f"Reported as [{rules[kind]}](rules/{rules[kind]}.md)." if kind in rules else ""
        named = (
            f"[{libraries[stem]['library']}](libraries/{stem}.md) ({_counted(count)})"
            for stem, count in sorted(by_hazard[kind].items())
        )
        text = f"{about}{rule}\n\n{', '.join(named)}"
        parts.append(f"## {phrase[0].upper()}{phrase[1:]}\n\n{text}\n")
    return "\n".join(parts)


def _counted(calls: int) -> str:
    return "1 name" if calls == 1 else f"{calls} names"


# --- text --------------------------------------------------------------------------------------


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _prose(text: str) -> str:
    """Return a sentence of a data file as Markdown: only what stands in backticks is marked up."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(
        piece if piece.startswith("`") else re.sub(r"([\\*_<>\[\]#|~{}])", r"\\\1", piece)
        for piece in pieces
    )


def _contents(names: Iterable[str]) -> str:
    listed = "\n".join(names)
    return f"```{{toctree}}\n:hidden:\n\n{listed}\n```\n"
