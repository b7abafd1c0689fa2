"""Files in which something may be fixed: LibCST parses those, each once, and no others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import libcst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider

from snapcheck import analysis
from snapcheck.fix.mendable import MENDABLE
from snapcheck.fix.propose import FIXERS
from snapcheck.fix.source import Source, below
from snapcheck.flag.file import Flagged
from snapcheck.model import Request, Span

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


def test_only_what_may_be_fixed_is_parsed_and_once(tmp_path: Path, parsed: Counter[str]) -> None:
    files = {"silent": SILENT, "client": PER_INVOKE, "kept": KEPT, "inside": KEPT_IN_A_TUPLE}
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    found = analysis.check(Request(paths=(tmp_path,), root=tmp_path)).findings
    by_file = Counter(finding.span.path for finding in found)
    assert by_file.keys() == {"client.py", "kept.py", "inside.py"}
    assert by_file["kept.py"] == sum(f.fix is not None for f in found if f.span.path == "kept.py")
    assert by_file["kept.py"] == 3
    assert parsed == {KEPT: 1, KEPT_IN_A_TUPLE: 1}


def test_the_work_of_fixes_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the statement that holds a place is gone through."""
    placed: list[int] = []
    places = Flagged.places
    monkeypatch.setattr(Flagged, "places", lambda self, n: placed.append(n) or places(self, n))
    source = Source(Flagged((KEPT + "\ndef other():\n    return 1\n" * 50).encode()))
    (call,) = [n for n in below(source.tree.body[2]) if isinstance(n, libcst.Call)]
    assert source.text[source.start(call) : source.end(call)] == "time.time()"
    assert set(placed) == {2}


def test_every_mendable_rule_has_a_fixer() -> None:
    assert FIXERS.keys() == MENDABLE


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
    source = Source(Flagged(text.replace("\n", line_end).encode()))
    whole = MetadataWrapper(source.tree, unsafe_skip_copy=True).resolve(PositionProvider)
    for statement in source.tree.body:
        for node in below(statement):
            start, end = whole[node].start, whole[node].end
            assert source.start(node) == source.offset(start.line, start.column + 1), node
            assert source.end(node) == source.offset(end.line, end.column + 1), node


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
    file = Flagged(text.encode())
    found = file.expression_at(Span("app.py", *span))
    assert found is not None
    assert file.tree.code_for_node(found[1]).strip("()\n ") == code.strip("()\n ")
    assert file.expression_at(Span("app.py", 1, 1, 1, 1)) is None
