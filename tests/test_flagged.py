"""Files in which something may be fixed: LibCST parses those, each once, and no others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import libcst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from msgspec.structs import replace

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.fix.plan import (
    Argument,
    Body,
    Change,
    Names,
    Pass,
    Put,
    Statements,
    Where,
    apply,
)
from snapcheck.fix.transformers import NotFlagged, carry_out
from snapcheck.flag.file import Flagged
from snapcheck.model import Request
from snapcheck.read.source import decode

SILENT = "import os\nTABLE = os.environ['TABLE']\ndef handler(event, context):\n    return TABLE\n"
PER_INVOKE = """\
import boto3
def handler(event, context):
    return boto3.client("s3").list_buckets()
"""
KEPT = """\
import random, time, uuid
RUN = uuid.uuid4()
STARTED = time.time()
def handler(event, context):
    return RUN, STARTED, random.random()
"""
KEPT_IN_A_TUPLE = """\
import uuid
RUNS = (uuid.uuid4(), [uuid.uuid4() for _ in range(3)])
def handler(event, context):
    return RUNS
"""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often LibCST parsed which text."""
    count: Counter[str] = Counter()
    parse = libcst.parse_module

    def counting(text: str) -> libcst.Module:
        count[text] += 1
        return parse(text)

    monkeypatch.setattr(libcst, "parse_module", counting)
    return count


def test_only_what_is_fixed_is_parsed_once_and_for_edits(
    tmp_path: Path, parsed: Counter[str]
) -> None:
    files = {"silent": SILENT, "client": PER_INVOKE, "kept": KEPT, "inside": KEPT_IN_A_TUPLE}
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    request = Request(paths=(tmp_path,), root=tmp_path)
    report = analysis.check(request)
    by_file = Counter(finding.span.path for finding in report.findings)
    assert by_file.keys() == {"client.py", "kept.py", "inside.py"}
    assert [f.fix is not None for f in report.findings if f.span.path == "kept.py"] == [True] * 3
    assert parsed == {}
    fixes = [finding.fix for finding in with_edits(report, request).findings if finding.fix]
    assert all(fix.edits for fix in fixes)
    assert parsed[KEPT] == 1
    assert set(parsed.values()) == {1}


def test_the_work_of_edits_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the statement that holds a place is gone through."""
    placed: list[int] = []
    places = Flagged.places
    monkeypatch.setattr(Flagged, "places", lambda self, n: placed.append(n) or places(self, n))
    text = KEPT + "\ndef other():\n    return 1\n" * 50
    start = text.index("time.time()")
    done = carry_out(Flagged(text), [Put(start, start + 11, "now()")])
    assert done.text == text.replace("time.time()", "now()")
    assert set(placed) == {2}


CHANGES: dict[str, tuple[str, str, Change, str]] = {
    "an expression": ("x = f(a)\n", "f(a)", Put(0, 0, "g()"), "x = g()\n"),
    "in brackets": ("x = ((a))\n", "a", Put(0, 0, "b"), "x = b\n"),
    "a longer one": ("def f(a: int = 1): pass\n", "int", Put(0, 0, "int | None"), "int | None ="),
    "several lines": ("def f():\n  x = a\n", "a", Put(0, 0, "(1,\n  2)"), "  x = (1,\n  2)\n"),
    "an argument": ("f(a, b=1, c=2)\n", "b=1", Argument(0, 0, "d=3"), "f(a, d=3, c=2)\n"),
    "the only argument": ("f()\n", "f()", Pass(0, 0, "a=1"), "f(a=1)\n"),
    "one more": ("f(a )\n", "f(a )", Pass(0, 0, "b=1"), "f(a, b=1 )\n"),
    "one more line": ("f(\n  a,  # c\n)\n", "f(\n  a,  # c\n)", Pass(0, 0, "b=1"), "a,\n  b=1,  #"),
    "one more in a body": (
        "def f():\n  g(\n    a,\n  )\n",
        "g(\n    a,\n  )",
        Pass(0, 0, "b=1"),
        "g(\n    a,\n    b=1,\n  )\n",
    ),
    "at the top": (
        "def f():\n  '''d'''\n  # c\n  a()\n",
        "def",
        Body(0, ("b()",), "  "),
        "'''\n  b()\n  # c\n",
    ),
    "at the end": (
        "def f():\n\ta()  # c\n\n\nb()\n",
        "def",
        Body(0, ("if x:", "\ty()"), "\t", at_end=True),
        "# c\n\tif x:\n\t\ty()\n\n\nb()\n",
    ),
    "at the very end": ("def f():\n a()", "def", Body(0, ("b()",), " ", at_end=True), "\n b()\n"),
    "a global": ("def f():\n  global a\n", "global", Names(0, ("b", "c")), "global a, b, c\n"),
    "an import": ("from a import b, d  # c\n", "from", Names(0, ("c",)), "import b, c, d  # c\n"),
    "the last import": ("from a import b\n", "from", Names(0, ("c",)), "import b, c\n"),
    "imports by lines": ("from a import (\n  b,\n)\n", "from", Names(0, ("c",)), "b,\n  c,\n)\n"),
    "before": (
        "# c\n\nimport b\n",
        "",
        Statements(3, Where.BEFORE, "import a\n"),
        "\nimport a\nim",
    ),
    "behind": (
        "a()\n\n\n# c\n@d\ndef f(): pass\n",
        "",
        Statements(1, Where.BEHIND, "\nb()\n\n"),
        "a()\n\nb()\n\n\n\n# c\n",
    ),
    "behind all": ("x\na(); b()", "", Statements(2, Where.BEHIND, "\nc()\n"), "b()\n\nc()\n"),
    "behind the last": ("a()\n# c\n", "", Statements(1, Where.BEHIND, "c()\n"), "a()\nc()\n# c\n"),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", CHANGES)
def test_edits_are_what_the_transformer_does(name: str, line_end: str) -> None:
    text, at, change, expected = CHANGES[name]
    text, at, expected = (each.replace("\n", line_end) for each in (text, at, expected))
    if isinstance(change, Statements):
        change = replace(change, text=change.text.replace("\n", line_end))
    elif isinstance(change, (Body, Names)):
        change = replace(change, start=text.index(at))
    else:
        start = text.index(at)
        new = change.text.replace("\n", line_end)
        change = replace(change, start=start, end=start + len(at), text=new)
    done = carry_out(Flagged(text), [change])
    assert expected in done.text
    assert apply(text, done.replacements) == done.text
    assert len(done.text) <= len(text) + len(expected)


@pytest.mark.parametrize("change", [Put(1, 3, "a"), Pass(4, 5, "a=1"), Body(4, ("a",), "")])
def test_what_is_no_node_is_not_changed(change: Change) -> None:
    with pytest.raises(NotFlagged):
        carry_out(Flagged("x = y\n"), [change])


def test_a_file_that_libcst_would_change_is_not_changed() -> None:
    with pytest.raises(NotFlagged):
        carry_out(Flagged("x = y\r"), [Put(4, 5, "z")])


LAYOUTS = {
    "several on a line": "a = 1; b = f(a)  # why\n\n\nc = 2\n",
    "decorated": "@a\n\n# why\n@b(x)\nasync def f(a=g()):\n    return (a)\n\nclass C: pass\n",
    "not ASCII": "# é\nname = 'ä', f('ö')\nü = g('é', h(ü)) ; z = 1\n",
    "blanks": "\n\n\x0c\nif a:\n\tb()\nelse :\n\tc( )\n\n\n",
    "byte order mark": "\ufeffx = f()\ny = (\n    g()\n)",
    "brackets": "(a)\n(b), c\n(\n    d.e()\n)\n",
    "continued": "x = \\\n  f()\nwith a as b, \\\n  c: d()\n",
    "nothing": "# only a comment\n",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_statement_is_laid_out_as_in_the_whole(text: str, line_end: str) -> None:
    file = Flagged(decode(text.replace("\n", line_end).encode()))
    whole = MetadataWrapper(file.tree, unsafe_skip_copy=True).resolve(PositionProvider)
    for number in range(len(file.tree.body)):
        for node, place in file.places(number).items():
            if node in whole and node is not file.tree:
                start, end = whole[node].start, whole[node].end
                assert place[0] == file.offset(start.line, start.column + 1), node
                assert place[1] == file.offset(end.line, end.column + 1), node


@pytest.mark.parametrize(
    ("text", "span", "code"),
    [
        ("x = (1, 2)\n", (1, 5, 1, 11), "(1, 2)"),
        ("x = 1, 2\n", (1, 5, 1, 9), "1, 2"),
        ("x = f(y for y in z)\n", (1, 6, 1, 20), "y for y in z"),
        ("x = (\n  y()\n)\n", (2, 3, 2, 6), "y()"),
        ("@a\n@b(c)\ndef f(): pass\n", (2, 2, 2, 6), "b(c)"),
        ("é = 'é'; x = f('é')\n", (1, 14, 1, 20), "f('é')"),
        ("def f(a, b=(c(d)), *, e: g = h[i()]): pass\n", (1, 13, 1, 17), "c(d)"),
        ("def f(a, b=(c(d)), *, e: g = h[i()]): pass\n", (1, 32, 1, 35), "i()"),
        ("x = lambda a=b(): {1: [c(a=d())]}\n", (1, 28, 1, 31), "d()"),
    ],
)
def test_an_expression_is_found_at_its_place(
    text: str, span: tuple[int, int, int, int], code: str
) -> None:
    file = Flagged(text)
    line, column, end_line, end_column = span
    found = file.expression_at(file.offset(line, column), file.offset(end_line, end_column))
    assert found is not None
    assert file.tree.code_for_node(found[1]).strip("()\n ") == code.strip("()\n ")
    assert file.expression_at(0, 0) is None
