"""Files in which something is reported: LibCST parses those, each once, and no others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import libcst
import pytest
from test_readers_agree import CONSTRUCTS, OURS, ROOT, can_be_read

import snapcheck.read.flagged
from snapcheck import analysis
from snapcheck.facts import ModuleFacts
from snapcheck.fix.mendable import MENDABLE
from snapcheck.fix.propose import FIXERS
from snapcheck.fix.source import Source, below
from snapcheck.model import Request
from snapcheck.read.flagged import Flagged
from snapcheck.read.positions import StatementLayout
from snapcheck.read.pruned import Pruned
from snapcheck.read.python import read_module

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


def test_only_what_is_reported_is_parsed_and_once(tmp_path: Path, parsed: Counter[str]) -> None:
    files = {"silent": SILENT, "client": PER_INVOKE, "kept": KEPT, "inside": KEPT_IN_A_TUPLE}
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    found = analysis.check(Request(paths=(tmp_path,), root=tmp_path)).findings
    by_file = Counter(finding.span.path for finding in found)
    assert by_file.keys() == {"client.py", "kept.py", "inside.py"}
    assert by_file["kept.py"] == sum(f.fix is not None for f in found if f.span.path == "kept.py")
    assert by_file["kept.py"] == 3
    assert parsed == {PER_INVOKE: 1, KEPT: 1, KEPT_IN_A_TUPLE: 1}


def test_the_work_of_fixes_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the statement that holds a place is written out."""
    written: list[int] = []
    of = StatementLayout.of
    monkeypatch.setattr(StatementLayout, "of", lambda self, n: written.append(n) or of(self, n))
    source = Source(Flagged((KEPT + "\ndef other():\n    return 1\n" * 50).encode()))
    (call,) = [n for n in below(source.tree.body[2]) if isinstance(n, libcst.Call)]
    assert source.text[source.start(call) : source.end(call)] == "time.time()"
    assert set(written) == {2}


def test_sites_and_fixes_share_a_tree(parsed: Counter[str]) -> None:
    text = "pair = (1, 2)\nother = list(x for x in pair)\n"
    source = text.encode()
    module = Flagged(source, read_module(source, "app.py"), range(2))
    spans = module.spans("app.py")
    assert {text[s.column - 1 : s.end_column - 1] for s in spans.values() if s.line == 1} == {
        "1, 2",
        "pair",
    }
    assert module.tree is module.tree
    assert parsed == {text: 1}


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
    module = Flagged(text.replace("\n", line_end).encode())
    source = Source(module)
    whole = StatementLayout(source.tree, module.text, None)
    for statement in source.tree.body:
        for node in below(statement):
            place = source.start(node), source.end(node)
            assert place == whole.of(0)[id(node)], node


BODIES = """\
    first = uuid.uuid4()
    return {"first": first, "second": [each for each in given if each != first]}
"""
FUNCTIONS = {
    "plain": f"def f(given):\n{BODIES}\n\nasync def g(given=h()):  # why\n{BODIES}    # end\n",
    "decorated": f"@d(1)\ndef f(given):\n    @e(2)\n    def inner():\n{'    ' * 9}return {{}}\n",
    "one line": "def f(): return g(1), g(2), g(3), g(4), g(5), g(6), g(7), g(8); h()\nx = f()\n",
    "not ASCII": "def f(é):\n    'ä'; ü = g('ö', é)  # ß\n    return 'é' + g(ü) ;\nx = f('é')\n",
    "tabs": "def f():\n\tif g(1):\n\t\treturn g(2), g(3), g(4), g(5)\n\n\t\n\nx = (f(),\n  f())\n",
    "brackets": "def f():\n    (\n  g(1), g(2),\ng(3), g(4), g(5), g(6), g(7), g(8)\n)\nx = f()\n",
    "text": 'def f():\n    """Why\n\n    so.\n    """\n    return g("""\n"\\"\n""")\n\nx = f()\n',
    "comment first": "def f():\n    # why\n\n    return g(1), g(2), g(3), g(4), g(5)\nx = f()\n",
    "page": "def f():\n\x0c\n    return g(1), g(2), g(3), g(4), g(5), g(6)\n\x0c\nx = f()\n",
    "continued": "def f():\n    return g(1), \\\n g(2), g(3), g(4), g(5), g(6), g(7)\nx = f()\n",
    "class": f"class C:\n    def f(self):\n        return g(1), g(2), g(3)\ndef h():\n{BODIES}",
    "hook": f"import snapshot_restore_py\ndef f(given):\n{BODIES}\ndef g(given):\n{BODIES}\nx(f)\n",
}


TEXTS = {**FUNCTIONS, **{name: text for name, text in CONSTRUCTS.items() if can_be_read(name)}}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_places_are_the_same_without_the_rest(text: str, line_end: str) -> None:
    source = text.replace("\n", line_end).encode()
    facts = read_module(source, "app.py")
    assert_places_hold(source, facts, [[each] for each in own_sites(facts)])


def test_places_in_whole_files_are_the_same_without_the_rest() -> None:
    for path in OURS:
        source = path.read_bytes()
        facts = read_module(source, "app.py")
        own = list(own_sites(facts))
        assert_places_hold(source, facts, [own[0::2], own[5::29]])


def own_sites(facts: ModuleFacts) -> Sequence[Collection[int]]:
    """The sites of each statement that are in none of those inside it."""
    owners = {}
    for number, each in enumerate(facts.statements):
        owners.update(dict.fromkeys(range(*each), number))
    found: list[list[int]] = [[] for _ in facts.statements]
    for site, number in owners.items():
        found[number].append(site)
    return found


def assert_places_hold(
    source: bytes, facts: ModuleFacts, parts: Iterable[Iterable[Collection[int]]]
) -> None:
    """Sites of some statements stand where they stand in the tree of the whole file."""
    whole = Flagged(source, facts, range(facts.sites)).spans("app.py")
    for statements in parts:
        sites = [site for statement in statements for site in statement]
        found = Flagged(source, facts, sites).spans("app.py")
        assert found == {site: whole[site] for site in sites}


def test_bodies_are_left_out(parsed: Counter[str]) -> None:
    source = FUNCTIONS["plain"].encode()
    facts = read_module(source, "app.py")
    flagged = Flagged(source, facts, [facts.begins[1]])
    flagged.spans("app.py")
    (text,) = parsed
    assert len(text) == len(source)
    assert text.count("uuid4") == 1
    assert "first" in flagged.names


def test_a_statement_too_deep_to_be_written_out_stands_at_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = FUNCTIONS["plain"].encode()
    facts = read_module(source, "app.py")

    def fail(self: libcst.FunctionDef, state: object) -> None:
        raise RecursionError

    monkeypatch.setattr(libcst.FunctionDef, "_codegen_impl", fail)
    spans = Flagged(source, facts, [facts.begins[1]]).spans("app.py")
    assert (
        spans[facts.begins[1]].line
        == source.decode().split("\n").index("async def g(given=h()):  # why") + 1
    )


def test_a_long_value_is_left_out() -> None:
    source = f"TABLE = (\n    {{{', '.join(map(str, range(99)))}}})  # why\nNAME = f()\n".encode()
    facts = read_module(source, "app.py")
    tree = Flagged(source, facts, [facts.begins[1]]).tree
    assert len(tree.code) == len(source)
    assert "98" not in tree.code
    assert tree.code.endswith(")  # why\nNAME = f()\n")


def test_statements_beside_what_is_flagged_are_left_out(parsed: Counter[str]) -> None:
    source = b"""\
import boto3, uuid
def handler(event, context):
    \"\"\"Why it is here, at some length.\"\"\"
    global client, and_another_long_name_of_a_global
    if event["kind"] == "first":
        first = {"id": 1, "name": "a"}  # why
        return {**first, "more": [1, 2, 3]}
    elif event["kind"] == "second":
        client = boto3.client("s3")
        return client.list_buckets(), ["more", 1, 2, 3]
    return {"nothing": "of this matters", "at": ["all"]}
"""
    facts = read_module(source, "app.py")
    whole = Flagged(source, facts, range(facts.sites)).spans("app.py")
    flagged = next(s for s, span in whole.items() if (span.line, span.column) == (9, 18))
    parsed.clear()
    assert Flagged(source, facts, [flagged]).spans("app.py") == {flagged: whole[flagged]}
    (text,) = parsed
    left = re.sub("x{40,}", "x", text)
    assert len(text) == len(source)
    assert [line.strip() for line in left.split("\n")] == [
        "import boto3, uuid",
        "def handler(event, context):",
        '"""Why it is here, at some length."""',
        "global client, and_another_long_name_of_a_global",
        'if event["kind"] == "first":',
        "x",
        'elif event["kind"] == "second":',
        'client = boto3.client("s3")',
        "x",
        "x",
        "",
    ]


def test_what_surrounds_a_flagged_parameter_stays() -> None:
    """Whether its default can move into the body depends on what body and class bind."""
    body = indented(BODIES)
    text = f"class C:\n    def f(self, at=g(1)):\n{body}    LONG = {list(range(30))}\n"
    source = text.encode()
    facts = read_module(source, "app.py")
    whole = Flagged(source, facts, range(facts.sites)).spans("app.py")
    default = next(s for s, span in whole.items() if (span.line, span.column) == (2, 20))
    assert Flagged(source, facts, [default]).tree.code == text


def indented(text: str) -> str:
    return "".join(f"    {line}" for line in text.splitlines(keepends=True))


def test_a_hook_is_not_left_out() -> None:
    source = FUNCTIONS["hook"].encode()
    facts = read_module(source, "app.py")
    _, hook, other, _ = Flagged(source, facts, [facts.begins[0]]).tree.body
    assert "uuid4" in libcst.Module([hook]).code
    assert "uuid4" not in libcst.Module([other]).code


MORE = f"\n\ndef unrelated(given):\n{BODIES}\n\n@wrapped\ndef other(given):\n{BODIES}"


@pytest.mark.parametrize("kind", ["safe", "unsafe", "none"])
def test_fixes_are_the_same_without_the_rest(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (ROOT / "tests" / "fixes" / kind).glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + MORE.encode())
    request = Request(paths=(tmp_path,), root=tmp_path)
    found = analysis.check(request).findings
    assert any(finding.fix is not None for finding in found) is (kind != "none")
    monkeypatch.setattr(snapcheck.read.flagged, "pruned", lambda text, *rest: Pruned(text))
    assert found == analysis.check(request).findings
