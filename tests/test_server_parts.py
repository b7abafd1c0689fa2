"""The parts of the language server that need no editor: places, texts, settings, turns."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="no pygls: pip install pygls")

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from snapcheck.discover.watched import concerns
from snapcheck.model import Span
from snapcheck.server.actions import line_edits
from snapcheck.server.client import Client, client_of
from snapcheck.server.documents import Documents, path_of
from snapcheck.server.edit_mapping import map_edit
from snapcheck.server.lens import lines_of
from snapcheck.server.positions import Lines
from snapcheck.server.settings import Settings, read_settings
from snapcheck.server.worker import Worker

ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(alphabet="ab é𝕏😀\t\x0c\x1c\u2028\r\n", max_size=40)
EVERY_ENCODING = pytest.mark.parametrize("encoding", ENCODINGS)


# --- positions ---------------------------------------------------------------------------------


@EVERY_ENCODING
@given(text=TEXTS, data=st.data())
def test_a_place_goes_to_the_editor_and_back(encoding: str, text: str, data: st.DataObject) -> None:
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    position = lines.position_at(offset)
    inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
    assert lines.offset(position) == (offset - 1 if inside_line_end else offset)
    codec, size = ENCODINGS[encoding]
    before = text[: lines.offset(position)]
    line = before.replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")[2]
    assert position.character == len(line.encode(codec)) // size


@EVERY_ENCODING
@given(text=TEXTS, line=st.integers(0, 99), character=st.integers(0, 99))
def test_a_place_outside_the_text_is_its_nearest(
    encoding: str, text: str, line: int, character: int
) -> None:
    lines = Lines(text, encoding)
    assert 0 <= lines.offset(types.Position(line, character)) <= len(text)
    place = lines.range_of(Span("", line, character, line + 1, character))
    assert place.start <= lines.end()
    assert place.end <= lines.end()


def test_a_position_inside_a_character_counts_the_whole_character() -> None:
    assert Lines("😀x", "utf-16").offset(types.Position(0, 1)) == 1
    assert Lines("éx", "utf-8").offset(types.Position(0, 1)) == 1


# --- documents ---------------------------------------------------------------------------------


@EVERY_ENCODING
@given(text=TEXTS, inserted=TEXTS, data=st.data())
def test_an_edit_makes_of_a_text_what_it_makes_in_the_editor(
    encoding: str, text: str, inserted: str, data: st.DataObject
) -> None:
    documents = Documents(encoding)
    documents.open("file:///app.py", 1, text)
    lines = Lines(text, encoding)
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    places = [lines.position_at(end) for end in ends]
    start, end = (lines.offset(place) for place in places)
    change = types.TextDocumentContentChangePartial(types.Range(*places), inserted)
    document = documents.change("file:///app.py", 2, [change])
    assert document is not None
    assert (document.version, document.text) == (2, text[:start] + inserted + text[end:])


@EVERY_ENCODING
@given(old=TEXTS, new=TEXTS)
def test_edits_by_lines_make_one_text_of_another(encoding: str, old: str, new: str) -> None:
    lines = Lines(old, encoding)
    text = old
    for edit in reversed(line_edits(lines, new)):
        start, end = lines.offset(edit.range.start), lines.offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    assert text == new


def test_addresses_that_are_no_files() -> None:
    for uri in ("untitled:x", "git:/app.py", "", "no address", "http://[half"):
        assert path_of(uri) is None
    assert path_of("file:///with%20space/%C3%A9.py") == Path("/with space/é.py")
    assert Documents().change("file:///never-opened.py", 1, []) is None
    assert Documents().close("file:///never-opened.py") is None


# --- edits -------------------------------------------------------------------------------------


@given(
    before=st.lists(st.sampled_from("abc"), max_size=5),
    was=st.lists(st.sampled_from("xy"), max_size=4),
    now=st.lists(st.sampled_from("vw"), max_size=4),
    after=st.lists(st.sampled_from("abc"), max_size=5),
)
def test_lines_that_were_not_edited_are_found_again(
    before: list[str], was: list[str], now: list[str], after: list[str]
) -> None:
    old, new = [*before, *was, *after], [*before, *now, *after]
    moved = map_edit("\n".join(old), "\n".join(new))
    for line, text in enumerate(old, start=1):
        at = moved.line(line)
        assert at >= 1
        if line <= len(before) or line > len(before) + len(was):
            assert new[at - 1] == text


# --- lenses ------------------------------------------------------------------------------------


def test_where_entry_points_stand() -> None:
    text = (
        "from other import imported as known\n"
        "import module\n"
        "made = build()\n"
        "typed: object = build()\n"
        "def handler(event, context): ...\n"
        "async def waiting(event, context): ...\n"
        "class App:\n"
        "    def run(self, event, context): ...\n"
        "@decorated\n"
        "def handler(event, context): ...\n"
    )
    assert lines_of(
        [
            "known",
            "module",
            "made",
            "typed",
            "handler",
            "waiting",
            "App.run",
            "App",
            "none",
            "App.x",
        ],
        text,
    ) == {
        "known": 1,
        "module": 2,
        "made": 3,
        "typed": 4,
        "handler": 10,
        "waiting": 6,
        "App.run": 8,
        "App": 7,
    }
    assert lines_of(["handler"], "def handler(:") == {}
    assert lines_of(["handler"], "(" * 10_000) == {}


# --- settings and clients ----------------------------------------------------------------------


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["snapcheck", "select", "minConfidence", "code-lens", "python"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_settings_of_any_shape_are_read(value: object) -> None:
    assert isinstance(read_settings(value), Settings)
    params = types.InitializeParams(types.ClientCapabilities(), initialization_options=value)
    assert client_of(params) == Client()


def test_both_spellings_of_a_setting() -> None:
    expected = Settings(min_confidence="high", only_snapstart=True)
    assert read_settings({"minConfidence": "high", "onlySnapstart": True}) == expected
    assert read_settings({"snapcheck": {"min-confidence": "high", "only-snapstart": True}}) == (
        expected
    )


def test_a_client_of_no_options() -> None:
    options = {"commands": 7}
    params = types.InitializeParams(types.ClientCapabilities(), initialization_options=options)
    assert client_of(params) == Client()


# --- watching ----------------------------------------------------------------------------------


def test_which_files_concern_an_analysis() -> None:
    for name in ("a.py", "t.yaml", "pyproject.toml", "snapcheck.toml", ".gitignore", "Dockerfile"):
        assert concerns(Path(name)), name
    assert concerns(Path("cdk.out/Stack.template.json"))
    for name in ("node_modules/x/a.json", ".venv/lib/a.py", "__pycache__/a.py", "picture.png"):
        assert not concerns(Path(name)), name


# --- turns -------------------------------------------------------------------------------------


def test_work_is_done_in_turn_and_what_is_taken_back_is_left_out() -> None:
    async def scene() -> list[str]:
        worker, done = Worker(), []
        held = threading.Event()
        first = worker.do(lambda: (held.wait(60), done.append("first")))
        second = worker.do(lambda: done.append("second"))
        third = worker.do(lambda: done.append("third"))
        failing = worker.do(lambda: 1 // 0)
        second.cancel()
        await asyncio.sleep(0)  # the loop tells the thread of it
        held.set()
        await asyncio.gather(first, third)
        with pytest.raises(ZeroDivisionError):
            await failing
        return done

    assert asyncio.run(scene()) == ["first", "third"]


SENSELESS: list[object] = [{}, None, [1], "x", {"textDocument": {}}]


def test_a_question_that_makes_no_sense_is_answered(tmp_path: Path) -> None:
    """Each by its number, whatever it is answered."""
    asked = [
        {"method": f"textDocument/{method}", "params": params}
        for params in SENSELESS
        for method in ("hover", "codeLens", "codeAction", "diagnostic")
    ]
    first = {"method": "initialize", "params": {"processId": None, "capabilities": {}}}
    questions = [first, *asked, {"method": "shutdown"}]
    sent = [
        json.dumps({"jsonrpc": "2.0", "id": number, **question}).encode()
        for number, question in enumerate(questions)
    ]
    sent.append(b'{"jsonrpc": "2.0", "method": "exit"}')
    done = subprocess.run(
        [sys.executable, "-P", "-m", "snapcheck", "server"],
        input=b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in sent),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answered = {int(number) for number in re.findall(rb'"id": ?(\d+)', done.stdout)}
    assert answered == set(range(len(questions)))
