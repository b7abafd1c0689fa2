"""The quick reader and the LibCST one give equal facts and places, whatever they read.

That is what lets a run look with LibCST only at the files in which something may be mended.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapcheck.facts import ModuleFacts
from snapcheck.read import module, positions, python, quick_positions
from snapcheck.read.depth import FLAT, depth, is_flat
from snapcheck.read.lines import line_starts
from snapcheck.read.quick import read_quickly, read_text_quickly
from snapcheck.read.source import Unreadable, decode

ROOT = Path(__file__).parent.parent
OURS = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "examples").rglob("*.py")]
ONE_IN = 24

# Sections of Python; a version in parentheses is the first that can read one.
CONSTRUCTS = dict(
    section.split("\n", maxsplit=1)
    for section in (ROOT / "tests" / "constructs.txt").read_text("utf-8").split("# === ")[1:]
)
BEYOND_LIBCST = ["class A(B, metaclass=M, *rest): pass\n", "(x): int\n"]


def in_full(source: bytes) -> ModuleFacts | None:
    """What LibCST makes of a file; None if it can't read it."""
    try:
        return module.read_module(source, "app.py")
    except Unreadable:
        return None


def quickly(source: bytes) -> ModuleFacts | None:
    try:
        return read_quickly(source, "app.py")
    except Unreadable:
        return None


def assert_equal(quick: ModuleFacts, full: ModuleFacts | None) -> None:
    assert full is not None
    if quick != full:
        # The whole is too large to be shown.
        pairs = [*zip(quick.body, full.body, strict=False)]
        pairs += zip(quick.functions, full.functions, strict=False)
        pairs += zip(quick.classes, full.classes, strict=False)
        assert [one for one, _ in pairs if one != _][:1] == [
            two for one, two in pairs if one != two
        ][:1]
    assert quick == full
    # 1, 1.0 and True are equal, and are different facts.
    assert repr(quick.body) == repr(full.body)


def compare_places(text: str) -> float:
    """Both parsers say the same of where sites stand; the share that Python's own tells of."""
    read = read_text_quickly(text, "app.py")
    assert read is not None
    sites = range(len(read.nodes))
    quick = quick_positions.offsets(read.tree, read.nodes, sites, text, line_starts(text))
    full = positions.site_offsets(module.parse(text), text, "app.py", sites)
    wrong = {site: (place, full[site]) for site, place in quick.items() if place != full[site]}
    assert not wrong, [text[slice(*place)] for place, _ in wrong.values()]
    return len(quick) / max(1, len(sites))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_constructs_stand_at_equal_places(name: str, line_end: str) -> None:
    if name.endswith("(3.12)") and sys.version_info < (3, 12):
        pytest.skip("this Python can't read it")
    compare_places(CONSTRUCTS[name].replace("\n", line_end))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("def f(a, *, b): pass\n", 1),
        ("def f(*a): pass\n", 0.5),
        ("def f(\n    a,  # why\n    b,\n): pass\n", 2 / 3),
        ("async  def \\\n f(): pass\n", 1),
        ("class a·b: pass\n", 0),
        ("def ﬁle(ﬁt): pass\n", 1),
        ("x = 'é', f('ü', y)  # ä\n", 1),
        ("x = (1, 2)\n", 0.5),
        ("x = (1), (2)\n", 0.5),
        ("import a; import b\nfrom c import (d,\n  e)\n", 1),
    ],
)
def test_what_python_tells_of_places(text: str, told: float) -> None:
    assert compare_places(text) == pytest.approx(told)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_constructs_give_equal_facts(name: str, line_end: str) -> None:
    if name.endswith("(3.12)") and sys.version_info < (3, 12):
        pytest.skip("this Python can't read it")
    source = CONSTRUCTS[name].replace("\n", line_end).encode()
    quick = read_quickly(source, "app.py")
    assert quick is not None, "Python itself must be able to read it, or nothing is compared"
    assert_equal(quick, in_full(source))


@pytest.mark.parametrize("source", BEYOND_LIBCST)
def test_what_libcst_refuses_is_left_to_it(source: str) -> None:
    """Once LibCST can read it, the quick reader may: it was to say the same."""
    assert in_full(source.encode()) is None
    assert read_quickly(source.encode(), "app.py") is None


@pytest.mark.parametrize(
    "source", ["def f(:\n", "print 'x'\n", "lazy import json\n", "x = " + "[" * 300 + "]" * 300]
)
def test_what_python_refuses_is_left_to_libcst(source: str) -> None:
    assert read_quickly(source.encode(), "app.py") is None


def test_the_screen_changes_nothing() -> None:
    for source in (b"lazy import json\n", b"x = 1\n"):
        screened = python.read_module(source, "app.py")
        assert screened == python.read_module(source, "app.py", screen=False)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_our_files_give_equal_facts(file: Path) -> None:
    quick = quickly(file.read_bytes())
    if quick is not None:
        assert_equal(quick, in_full(file.read_bytes()))


def installed() -> list[Path]:
    """The Python files of the standard library and of site-packages."""
    places = sysconfig.get_paths()
    folders = {Path(places[key]) for key in ("stdlib", "purelib", "platlib")}
    return sorted({file for folder in folders for file in folder.rglob("*.py") if file.is_file()})


def in_sample(file: Path) -> bool:
    digest = hashlib.sha256("/".join(file.parts[-2:]).encode()).digest()
    return int.from_bytes(digest[:8]) % ONE_IN == 0


def compare_all(files: list[Path]) -> None:
    compared = 0
    for file in files:
        source = file.read_bytes()
        quick = quickly(source)
        if quick is not None:
            compared += 1
            full = in_full(source)
            assert quick == full, file
    assert compared > 0.9 * len(files)


def test_installed_files_have_sites_at_equal_places() -> None:
    told = []
    for file in installed():
        source = file.read_bytes()
        if in_sample(file) and quickly(source) is not None:
            told.append(compare_places(decode(source)))
    assert sum(told) > 0.9 * len(told) > 0


def test_installed_files_give_equal_facts() -> None:
    compare_all([file for file in installed() if in_sample(file)])


@pytest.mark.slow
def test_all_installed_files_give_equal_facts() -> None:
    compare_all(installed())


PIECES = (
    *("(", "[", "{", ")", "]", "}", "()", ",", ";", "+", ".", "a", "\n", "# (\n", "\\\n", "\r"),
    *(
        " and ",
        " if ",
        "not ",
        "\nelif ",
        "'(('",
        '"""\n[[\n"""',
        "f'{((x))}'",
        "'\\'('",
        "f'",
        '"',
    ),
)


@settings(max_examples=1_000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.integers(1, 500))
def test_what_is_flat_at_a_glance_is_flat(pieces: list[str], times: int) -> None:
    """The glance must never call flat what the exact count does not."""
    text = "".join(pieces) * times
    assert is_flat(text) == (depth(text) <= FLAT)


@pytest.mark.parametrize(
    "opening", ["(", "a, [1, ", "x.y(b and ", "{1: ", "not ", "f'{(' (", "''("]
)
def test_deep_nesting_is_not_flat(opening: str) -> None:
    shallow, deep = [
        "x = " + opening * levels + "1" + ")" * levels + "\n" * FLAT for levels in (20, FLAT + 1)
    ]
    assert is_flat(shallow)
    assert not is_flat(deep)
