"""Reading: every site is where LibCST's lossless tree has its node; newer syntax is read too."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from snapcheck import analysis, facts
from snapcheck.facts import ModuleFacts
from snapcheck.model import Request, Span
from snapcheck.read import comments, newer_syntax, python
from snapcheck.read.depth import FLAT, SHALLOW, depth, is_flat, is_shallow
from snapcheck.read.source import Unreadable, decode

ROOT = Path(__file__).parent.parent
OURS = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "examples").rglob("*.py")]

# Sections of Python; a version in parentheses is the first that can read one.
CONSTRUCTS = dict(
    section.split("\n", maxsplit=1)
    for section in (ROOT / "tests" / "constructs.txt").read_text("utf-8").split("# === ")[1:]
)

# The kinds of node at whose places the sites of each kind of fact are.
NODES: dict[type[facts.Fact], tuple[type[cst.CSTNode], ...]] = {
    facts.Name: (cst.Name, cst.GeneratorExp),  # `.0` is the parameter of a generator
    facts.Attribute: (cst.Attribute,),
    facts.Subscript: (cst.Subscript,),
    facts.Call: (cst.Call, cst.GeneratorExp),
    facts.Sequence: (cst.List, cst.Tuple, cst.Set),
    facts.Mapping: (cst.Dict,),
    facts.Comprehension: (cst.BaseComp, cst.GeneratorExp),
    facts.Lambda: (cst.Lambda, cst.GeneratorExp),
    facts.Import: (cst.Import, cst.LazyImport),
    facts.ImportFrom: (cst.ImportFrom, cst.LazyImportFrom),
    facts.Parameter: (cst.Param, cst.GeneratorExp),
    facts.FunctionFacts: (cst.Name, cst.Lambda, cst.GeneratorExp),
    facts.ClassFacts: (cst.Name,),
}
BRACKETED = (cst.Tuple, cst.GeneratorExp)


def facts_with_sites(module: ModuleFacts) -> Iterator[tuple[facts.Fact, int]]:
    pending: list[object] = [module.body, module.functions, module.classes]
    while pending:
        current = pending.pop()
        if isinstance(current, tuple):
            pending.extend(current)
        elif isinstance(current, msgspec.Struct):
            if hasattr(current, "site"):
                yield current, current.site
            pending.extend(getattr(current, name) for name in current.__struct_fields__)


def places_in(text: str) -> dict[CodeRange, list[cst.CSTNode]]:
    """The nodes of LibCST's tree by their places."""
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    found: dict[CodeRange, list[cst.CSTNode]] = {}
    for node, place in wrapper.resolve(PositionProvider).items():
        found.setdefault(place, []).append(node)
    return found


OPENING = re.compile(r"[({](?:\s|#[^\n]*)*")
CLOSING = re.compile(r",?(?:\s|#[^\n]*)*[)}]")


def is_in_brackets(span: Span, text: str, places: dict[CodeRange, list[cst.CSTNode]]) -> bool:
    """Whether a tuple or a generator is right inside of brackets at a place.

    Brackets are a part of those to Python, not to LibCST. Before 3.12, the brackets of a field of
    an f-string are as well.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [0, *[end.end() for end in re.finditer("\n", whole)]]
    start = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    for place, nodes in places.items():
        if any(isinstance(node, BRACKETED) for node in nodes):
            first = starts[place.start.line - 1] + place.start.column
            last = starts[place.end.line - 1] + place.end.column
            if start < first and last < end and OPENING.fullmatch(whole, start, first):
                return CLOSING.fullmatch(whole, last, end) is not None
    return False


def assert_sites_are_in_place(source: bytes) -> int:
    """Each site has the place of a node of its kind in LibCST's tree; how many sites there are."""
    module = python.read_module(source, "app.py")
    text = decode(source)
    places = places_in(text)
    numbers = []
    for fact, site in facts_with_sites(module):
        numbers.append(site)
        span = module.span(site)
        place = CodeRange(
            (span.line, span.column - 1),
            (span.end_line, span.end_column - 1),
        )
        here = [n for n in places.get(place, ()) if isinstance(n, NODES[type(fact)])]
        assert here or is_in_brackets(span, text, places), (fact, span)
        if (
            here
            and isinstance(fact, (facts.Name, facts.ClassFacts))
            and isinstance(here[0], cst.Name)
        ):
            assert here[0].value == fact.name or not here[0].value.isascii()
    assert set(numbers) <= set(module.sites)
    return len(module.sites)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_sites_of_constructs_are_in_place(name: str, line_end: str) -> None:
    assert_sites_are_in_place(CONSTRUCTS[name].replace("\n", line_end).encode())


LAYOUTS = {
    "several on a line": "a = 1; b = f(a)  # why\n\n\nc = 2\n",
    "decorated": "@a\n\n# why\n@b(x)\nasync def f(a=g()):\n    return (a)\n\nclass C: pass\n",
    "not ASCII": "# é\nname = 'ä', f('ö')\nü = g('é', h(ü)) ; z = f(1)\ndef é(ä, *ö: ü): x\n",
    "wide": "x = '\U0001f600', f('\U0001f600', g(y)); class_ = f'é{x}ü{y}'\n",
    "blanks": "\n\n\x0c\nif a:\n\tb()\nelse :\n\tc( )\n\n\n",
    "brackets": "(a)\n(b), c\n(\n    d.e()\n)\n((f)(g))[(h)].i\n(yield (j))\n",
    "continued": "x = \\\n  f()\nwith a as b, \\\n  c: d()\nasync \\\n def \\\n  g(a): pass\n",
    "parameters": "def f(a, /, b: c = d, *e: g, h=i, ** k): pass\nf(lambda *a, b=1, ** c: d)\n",
    "strings": "x = f'{a}' \"\"\"\n\"\"\" f'''\n{b} {c.d!r:>{e}}\n{\nf}'''\n",
    "imports": "from a import (\n  b,\n  c as d,\n)\nimport e, f.g as h ; from . import *\n",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_sites_are_in_place_however_it_is_laid_out(text: str, line_end: str) -> None:
    assert assert_sites_are_in_place(text.replace("\n", line_end).encode()) > 0


def test_a_byte_order_mark_moves_nothing() -> None:
    assert assert_sites_are_in_place(b"\xef\xbb\xbfx = f()\ny = (\n    g()\n)") == 6


def test_sites_of_our_files_are_in_place() -> None:
    sites = 0
    for file in OURS[::4]:
        try:
            sites += assert_sites_are_in_place(file.read_bytes())
        except Unreadable:
            continue
    assert sites > 10_000


def test_facts_are_equal_if_and_only_if_what_is_read_is_in_the_same_place() -> None:
    one = python.read_module(b"x = f(1)\n", "app.py")
    assert one == python.read_module(b"x = f(1) # why\n", "app.py")
    assert one != python.read_module(b"x =  f(1)\n", "app.py")
    assert msgspec.structs.replace(one, places=b"").body == one.body


# What is newer than Python 3.11, and older text that means the same.
NEWER = {
    "type parameters": (
        "def f[T: int](a: T) -> T: pass\nclass A[*Ts]: x = 1\nclass B[\n  T\n](A): x = 2\n",
        "def f(a: T) -> T: pass\nclass A: x = 1\nclass B(A): x = 2\n",
    ),
    "type parameters with defaults": (
        "async def f[**P = [int]] (a): pass\n",
        "async def f(a): pass\n",
    ),
    "f-strings in their own quotes": (
        "x = f'{a['b']}{f'{c}'}'; y = g(z)\n",
        'x = f\'{a["b"]}{f"{c}"}\'; y = g(z)\n',
    ),
    "backslashes in fields": (
        r"x = f'{'\x41'.join(d)} é\t{e}', g(h)" + "\n",
        r"x = f'{'A'.join(d)} é\t{e}', g(h)".replace("'A'", '"A"') + "\n",
    ),
    "fields over lines, with comments": (
        "x = f'a{\n  b  # why\n}c', g(h)\n",
        "x = f'a{b}c', g(h)\n",
    ),
    "fields of fields of fields": ("x = f'{a:{b:{c}}}', d\n", "x = f'{a:{b}{c}}', d\n"),
    "formats and conversions": (
        "x = f'{a['b']!r:>{c}}-{d=}', g(h)\n",
        "x = f'{a[\"b\"]!r:>{c}}-{d=}', g(h)\n",
    ),
    "strings side by side": (
        "x = 'a' f'b{c['d']}e' 'f', g(h)\n",
        "x = 'a' f'b{c[\"d\"]}e' 'f', g(h)\n",
    ),
    "template strings": ("x = t'a{b}c', t'{d!r}', g(h)\n", "x = f'a{b}c', f'{d!r}', g(h)\n"),
    "exceptions without brackets": (
        "try: f()\nexcept A, b.C: g()\nexcept (D, E): h()\n",
        "try: f()\nexcept (A, b.C): g()\nexcept (D, E): h()\n",
    ),
    "lazy imports": (
        "lazy import json as j\nlazy from os import path\nif a: lazy import b\n",
        "import json as j\nfrom os import path\nif a: import b\n",
    ),
    "unpacking in comprehensions": (
        "x = {**d for d in e}, [*a for a in b]\n",
        "x = {d for d in e}, [a for a in b]\n",
    ),
}
# What takes nothing but other quotes.
QUOTED = {
    "a key": ("x = f'{a['b']}', c\n", "x = f'{a[\"b\"]}', c\n"),
    "texts behind": ('x = f"{a["b"]} {{c}}" "d", e\n', "x = f\"{a['b']} {{c}}\" 'd', e\n"),
    "formats": ("x = F'{a['b']!r:>{c['d']}}', e\n", 'x = F\'{a["b"]!r:>{c["d"]}}\', e\n'),
    "raw": (
        r"x = rf'\{a['b']}', r'\\', c" + "\n",
        r"x = rf'\{a[" + r'"b"' + r"]}', r'\\', c" + "\n",
    ),
    "names of letters": (
        r"x = f'\N{BULLET}\'{a['b']}'" + "\n",
        r"x = f'\N{BULLET}\'{a[" + r'"b"' + "]}'\n",
    ),
    "calls": ("x = f'{a.get('b', {'c': 1})['c']}'\n", 'x = f\'{a.get("b", {"c": 1})["c"]}\'\n'),
    "tuples": ("x = f'{a['b'], c}'\n", "x = f'{a[\"b\"], c}'\n"),
    "quotes around": (
        "# it's\nx = '\"', '\\'', \"\"\"a'\"b\"\"\", f'{a['b']}'  # f'{\n",
        'x = \'"\', \'\\\'\', """a\'"b""", f\'{a["b"]}\'\n',
    ),
    "over lines": ("x = f\"\"\"\n{a[\n'b']}\"\"\", f'{c['d']}'\n",) * 2,
}
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])


@LINE_ENDS
@pytest.mark.parametrize("name", NEWER)
def test_newer_syntax_means_what_older_syntax_means(name: str, line_end: str) -> None:
    newer, old = [
        python.read_module(text.replace("\n", line_end).encode(), "app.py") for text in NEWER[name]
    ]
    assert msgspec.structs.replace(newer, places=b"") == msgspec.structs.replace(old, places=b"")


@LINE_ENDS
@pytest.mark.parametrize("name", NEWER)
def test_newer_syntax_keeps_its_places(name: str, line_end: str) -> None:
    assert assert_sites_are_in_place(NEWER[name][0].replace("\n", line_end).encode()) > 0


@pytest.mark.parametrize("name", QUOTED)
def test_quotes_alone_are_no_matter_for_libcst(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newer_syntax, "older", None)
    newer, old = [python.read_module(text.encode(), "app.py") for text in QUOTED[name]]
    assert msgspec.structs.replace(newer, places=b"") == msgspec.structs.replace(old, places=b"")
    assert_sites_are_in_place(QUOTED[name][0].encode())


def test_a_type_statement_only_binds_its_name() -> None:
    source = "def f():\n    type X[T] = (\n        list[T]\n    )\n    type Y = X; g(h)\n"
    (function,) = python.read_module(source.encode(), "app.py").functions
    assert function.locals == {"X", "Y"}
    (statement,) = function.body
    assert isinstance(statement, facts.Evaluate)
    assert assert_sites_are_in_place(source.encode()) == 4


@pytest.mark.parametrize("name", NEWER)
def test_findings_in_newer_syntax_are_where_they_are_in_the_file(name: str, tmp_path: Path) -> None:
    text = "import uuid\ndef handler(event, context):\n    return RUN\n"
    text += NEWER[name][0] + "é = 'é'; RUN = f'{f'{uuid.uuid4()}'}'\n"
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    report = analysis.check(Request(paths=(tmp_path,), root=tmp_path))
    assert report.problems == ()
    line = text.count("\n")
    assert Span("app.py", line, 22, line, 34) in [finding.span for finding in report.findings]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python itself reads it")
@pytest.mark.parametrize("text", ["x = f'{f'{a}', c}'\n", "def g():\n    x = f'{yield f'{a}'}'\n"])
def test_what_has_no_older_syntax_names_the_python_to_run_with(text: str) -> None:
    with pytest.raises(Unreadable, match=r"newer than Python 3\.11") as caught:
        python.read_module(b"y = 1\n" + text.encode(), "app.py")
    assert caught.value.mend == "run snapcheck with Python 3.14"
    assert caught.value.line == 1 + text.count("\n")


def test_older_text_is_as_long_line_by_line() -> None:
    for newer, _ in NEWER.values():
        lengths = [len(line) for line in python.as_parsed(newer).split("\n")]
        assert lengths == [len(line) for line in newer.split("\n")]


def test_comments_of_newer_syntax_are_found() -> None:
    source = b"type X = int  # one\nx = f'{a['b']}#'  # two\n"
    found = comments.read_comments(source, "app.py")
    assert [(each.line, each.text) for each in found.comments] == [(1, "# one"), (2, "# two")]
    assert found.statements == ((1, 1), (2, 2))


def test_only_what_python_refuses_is_given_to_libcst(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, error: SyntaxError) -> None:
        raise AssertionError(error)

    monkeypatch.setattr(newer_syntax, "older", refuse)
    for file in OURS:
        try:
            ast.parse(decode(file.read_bytes()))
        except (Unreadable, SyntaxError, ValueError):
            continue
        python.read_module(file.read_bytes(), "app.py")


@pytest.mark.parametrize(
    "source", ["def f(:\n", "print 'x'\n", "x = (\n", "  x = 1\n", "f() = 1\n"]
)
def test_a_broken_file_is_refused(source: str) -> None:
    with pytest.raises(Unreadable, match="syntax error"):
        python.check_syntax(source.encode())
    with pytest.raises(Unreadable, match="syntax error"):
        python.read_module(source.encode(), "app.py")


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    x = 1\n    global x\n",
        "def f(a, a): pass\n",
        "nonlocal x\n",
        "from __future__ import nothing\n",
        "lazy import json\n",
        "x = " + "[" * 190 + "]" * 190,
        "x = " + "not " * 1_000 + "y",
    ],
)
def test_what_only_a_compiler_refuses_is_no_broken_file(source: str) -> None:
    python.check_syntax(source.encode())


def test_our_files_are_known_without_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = python.parsed
    monkeypatch.setattr(python, "parsed", lambda text: parsed.append(text) or parse(text))
    for file in OURS:
        try:
            python.check_syntax(file.read_bytes())
        except Unreadable:
            continue
    assert len(parsed) < 0.02 * len(OURS)


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
