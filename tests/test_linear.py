"""Texts that took an expression, or the engine, as long as it takes to try everything."""

from __future__ import annotations

import cProfile
import itertools
import re
import time
from pathlib import Path

import pytest
from growing import CONSTRUCTS
from msgspec.structs import replace
from pathspec import GitIgnoreSpec

from snapcheck import analysis
from snapcheck.config.patterns import Patterns
from snapcheck.config.wildcards import linear
from snapcheck.deploy.cloudformation.intrinsics import variables
from snapcheck.discover.gitignore import Lines
from snapcheck.fix.propose import with_fixes
from snapcheck.model import Report, Request

SECONDS = 2.0
HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"


def check(folder: Path, **options: object) -> Report:
    return analysis.check(Request(paths=(folder,), root=folder, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", ["*a" * 20 + "*b", "?*a" * 20 + "b", "**/a/" * 20 + "b"])
def test_stars_take_linear_time(pattern: str) -> None:
    began = time.process_time()
    for path in ("a" * 250, "a/" * 500 + "c", "a" * 250 + "/" + "a" * 250):
        assert not Patterns([pattern], Path("/")).match(f"/{path}")
        assert Lines(pattern).last(path, is_folder=False) is None
    assert Patterns(["*a" * 20], Path("/")).match("/" + "a" * 250)
    assert time.process_time() - began < SECONDS


PATHS = ["".join(each) for n in range(1, 6) for each in itertools.product("ab/", repeat=n)]
PATHS = [path for path in PATHS if "//" not in path and path.strip("/") == path]
MANY = ["*a*b*a*b*a*", "*b*?*?*?*?", "a*b*a*b*", "*?*?*?*?*?*b", "**/*a*b*/**/*b*", "a/**/b/**"]
MANY += ["**/*", "**", "*/*", "**/a/**/b", "a*/**", "**/a*b", "*[ab]*[a]*[b]*[ab]*?", "\\a*\\b*"]


@pytest.mark.parametrize("pattern", MANY)
def test_it_means_what_the_patterns_of_git_mean(pattern: str) -> None:
    names = pattern.split("/")
    mine = linear(names)
    theirs = GitIgnoreSpec.from_lines([f"/{pattern}"]).patterns[0].regex
    assert isinstance(theirs, re.Pattern)
    for path in PATHS:
        found = theirs.search(path)
        exactly = found is not None and not found.groupdict().get("ps_d")
        assert (mine.search(path) is not None) is exactly, path


@pytest.mark.parametrize("pattern", [*MANY, "!*a*b*a*b*", "*a*a*a*a*/", "/*b*b*b*b*b*"])
def test_patterns_of_the_configuration_mean_it_too(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snapcheck.config.patterns.has_many_stars", lambda text: True)
    mine, theirs = Patterns(["b*", pattern], Path("/")), GitIgnoreSpec.from_lines(["b*", pattern])
    for path in PATHS:
        assert mine.match(f"/{path}") is theirs.match_file(path), path


def test_patterns_in_a_run(tmp_path: Path) -> None:
    (tmp_path / ("a" * 200 + ".py")).write_text(HANDLER)
    (tmp_path / "x.py").write_text(HANDLER)
    began = time.process_time()
    report = check(
        tmp_path,
        exclude=("*a" * 12 + "*b", "*a" * 9 + "*.py"),
        per_file_ignores=(("*x" * 9 + "*", ("SNAP2",)),),
    )
    assert [finding.span.path for finding in report.findings] == ["x.py"]
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", ["${" + " " * 50_000, "${ " * 20_000, "${!" + " " * 50_000 + "x"])
def test_variables_of_a_substitution_take_linear_time(text: str) -> None:
    began = time.process_time()
    assert list(variables(text)) == []
    assert time.process_time() - began < SECONDS


def test_variables_of_a_substitution() -> None:
    found = [(each.name, each.is_literal) for each in variables("${ A } ${!B}${C.D}${}${ {E}")]
    assert found == [("A", False), ("B", True), ("C.D", False), ("", False)]


@pytest.mark.parametrize("text", ["'ab'", "b'ab'", "f'ab{x}'"])
def test_a_text_that_is_added_to_itself_stays_short(text: str, tmp_path: Path) -> None:
    lines = ["import os, uuid", "x = 1", f"s0 = {text}"]
    lines += [f"s{n} = s{n - 1} + s{n - 1}" for n in range(1, 60)]
    lines += ["RUN = os.environ.get(s59), uuid.uuid4()", *HANDLER.splitlines()[2:]]
    (tmp_path / "app.py").write_text("\n".join(lines) + "\n")
    began = time.process_time()
    report = check(tmp_path)
    assert [(f.span.line, f.rule) for f in report.findings] == [(63, "SNAP201")]
    assert time.process_time() - began < SECONDS


def test_a_tuple_that_is_spread_twice_stays_short(tmp_path: Path) -> None:
    lines = ["import uuid", "def f(*a):", "    return a", "x0 = [uuid.uuid4()]"]
    lines += [f"x{n} = f(*x{n - 1}, *x{n - 1})" for n in range(1, 41)]
    lines += ["def handler(event, context):", "    return str(x40[3])"]
    (tmp_path / "app.py").write_text("\n".join(lines) + "\n")
    began = time.process_time()
    report = check(tmp_path)
    assert [(f.span.line, f.rule) for f in report.findings] == [(4, "SNAP201")]
    assert time.process_time() - began < 2 * SECONDS


def test_fixes_of_many_findings_of_one_file_take_linear_time(tmp_path: Path) -> None:
    names = [f"RUN_{number}" for number in range(500)]
    made = "".join(f"{name} = uuid.uuid4().hex\n" for name in names)
    text = (
        f"import uuid\n\n{made}\n\ndef handler(event, context):\n    return [{', '.join(names)}]\n"
    )
    (tmp_path / "app.py").write_text(text)
    bare = [replace(finding, fix=None) for finding in check(tmp_path).findings]
    began = time.process_time()
    mended = [each for each in with_fixes(bare, text, {}) if each.fix is not None]
    assert time.process_time() - began < SECONDS
    assert len(mended) == len(names)


def calls_for(name: str, size: int, folder: Path) -> int:
    """How many calls of functions it takes to analyse a construct, fixes included."""
    construct = CONSTRUCTS[name](size)
    folder.mkdir()
    for file, text in construct.files.items():
        (folder / file).write_text(text)
    profile = cProfile.Profile()
    report = profile.runcall(check, folder)
    # What is not found must be told.
    assert report.notices or len({f.span.line for f in report.findings}) == construct.findings
    return sum(entry.callcount for entry in profile.getstats())


# What these programs build grows so: orders of classes, names of modules and dicts that hold all of
# the one before, and sets of values, up to the most that are followed.
SQUARE = {
    *("diamonds", "star imports", "doubled dicts", "callers of one helper", "mutual dispatch"),
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_twice_as_much_takes_about_twice_as_many_calls(name: str, tmp_path: Path) -> None:
    calls_for("attributes", 3, tmp_path / "once")  # what is read and compiled once
    counts = [calls_for(name, size, tmp_path / str(size)) for size in (36, 72, 144)]
    assert counts[2] < (4.2 if name in SQUARE else 2.5) * counts[1], counts
    assert counts[1] < (4.2 if name in SQUARE else 2.5) * counts[0], counts
