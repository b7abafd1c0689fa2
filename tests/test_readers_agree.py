"""The quick reader and the LibCST one give equal facts, whatever they read.

That is what lets a run look with LibCST only at the files in which something is reported.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapcheck.facts import ModuleFacts
from snapcheck.read import module, python
from snapcheck.read.depth import FLAT, SHALLOW, depth, is_flat, is_shallow
from snapcheck.read.quick import read_quickly
from snapcheck.read.source import Unreadable

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


def can_be_read(name: str) -> bool:
    """Whether the Python that runs this knows a construct."""
    return not name.endswith("(3.12)") or sys.version_info >= (3, 12)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name", [each for each in CONSTRUCTS if can_be_read(each)])
def test_constructs_give_equal_facts(name: str, line_end: str) -> None:
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


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    x = 1\n    global x\n",
        "def f(a, a): pass\n",
        "nonlocal x\n",
        "from __future__ import nothing\n",
        "lazy import json\n",
        "x = " + "[" * 300 + "]" * 300,
    ],
)
def test_what_only_a_compiler_refuses_is_no_broken_file(source: str) -> None:
    python.check_syntax(source.encode())


@pytest.mark.parametrize("source", ["def f(:\n", "print 'x'\n", "x = (\n", "  x = 1\n"])
def test_a_broken_file_is_refused(source: str) -> None:
    with pytest.raises(Unreadable, match="syntax error"):
        python.check_syntax(source.encode())


def test_our_files_are_known_without_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = python.quickly_parsed
    monkeypatch.setattr(python, "quickly_parsed", lambda text: parsed.append(text) or parse(text))
    for file in OURS:
        python.check_syntax(file.read_bytes())
    assert len(parsed) < 0.02 * len(OURS)


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


def test_installed_files_give_equal_facts() -> None:
    """A sample; all of them, which takes some twenty minutes, with SNAPCHECK_READ_ALL=1."""
    everything = os.environ.get("SNAPCHECK_READ_ALL") == "1"
    compare_all([file for file in installed() if everything or in_sample(file)])


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
    assert is_shallow(text) == (depth(text) <= SHALLOW)


@pytest.mark.parametrize(
    "opening", ["(", "a, [1, ", "x.y(b and ", "{1: ", "not ", "f'{(' (", "''("]
)
def test_deep_nesting_is_not_flat(opening: str) -> None:
    shallow, deep = [
        "x = " + opening * levels + "1" + ")" * levels + "\n" * FLAT for levels in (20, FLAT + 1)
    ]
    assert is_flat(shallow)
    assert not is_flat(deep)
