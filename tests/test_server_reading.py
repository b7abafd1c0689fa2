"""Hover, lenses, positions in every encoding, templates: what the language server tells."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pytest_lsp", reason="no pytest-lsp: pip install pytest-lsp pygls")

from editor import EDITORS, editor, write_tree
from lsprotocol import types

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

FROZEN = """\
import uuid

RUN = uuid.uuid4().hex
QUIET = uuid.uuid4().hex


def handler(event, context):
    return RUN
"""
TEMPLATE = """\
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      SnapStart:
        ApplyOn: PublishedVersions
"""
PUBLISHED = TEMPLATE + "      AutoPublishAlias: live\n"
EVERY_ENCODING = pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])


async def test_hover_on_a_finding_is_its_story_and_what_to_write_instead(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        text = await shown.hover("app.py", "uuid.uuid4()")
        assert text.startswith("**SNAP201** unique-id-frozen (error, high confidence)")
        assert f"- used in `handler` ([app.py:8]({shown.uri('app.py')}#L8))" in text
        assert "**Instead:** Make the id in the handler" in text
        assert "*(measured" in text
        assert "Same everywhere: `RUN` is made once" in text
        assert "**Write:**\n\n```python\n# Renewed after the restore." in text
        assert text.endswith("More: `snapcheck rule SNAP201`")
        assert len(text.splitlines()) < 40
        assert await shown.hover("app.py", "import") == ""


NAMES = """\
\"\"\"client\"\"\"
import boto3
import psycopg2.pool
import random
import uuid

from common.ids import NODE

client = boto3.client("s3")
rng = random.SystemRandom()
RUN = uuid.uuid4().hex
OLD = uuid.uuid4().hex
FRESH = uuid.uuid4().hex
LIMIT = 12
pool = psycopg2.pool.ThreadedConnectionPool(1, 4)


@register_after_restore
def renew():
    global FRESH
    FRESH = uuid.uuid4().hex


def handler(event, context):
    client = "mine"  # a local name
    return RUN, rng.random(), FRESH, LIMIT, NODE, client, pool.getconn()
"""
NAMES = "from snapshot_restore_py import register_after_restore\n" + NAMES


@pytest.mark.parametrize(
    ("text", "shift", "told"),
    [
        ("client = boto3", 0, "**Not reported:** `boto3.client()` is safe to keep."),
        ("rng.random", 0, "**Not reported:** `random.SystemRandom()` is safe to keep."),
        ("return RUN", 8, "`RUN` is kept from INIT, made by `uuid.uuid4()`"),
        ("return RUN", 8, "**Reported:** SNAP201."),
        ("OLD", 0, "**Not reported:** Nothing uses `OLD` after the restore."),
        ("FRESH, LIMIT", 0, "- renewed in `renew`"),
        ("FRESH, LIMIT", 0, "**Not reported:** A hook renews `FRESH` after each restore."),
        ("LIMIT, NODE", 0, "**Not reported:** Nothing that it holds differs from one environment"),
        ("NODE, client", 0, "`common.ids`"),
        ("pool.getconn", 0, "`pool` is kept from INIT, made by"),
        ("pool.getconn", 0, "**Reported:** SNAP402."),
        ("client, pool", 0, "**Not reported:** `client` is a local name of `handler`"),
    ],
)
async def test_hover_on_any_name_says_whether_it_is_frozen(
    tmp_path: Path, text: str, shift: int, told: str
) -> None:
    write_tree(tmp_path, {"app.py": NAMES})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert told in await shown.hover("app.py", text, shift)


FAR = """\
import settings
from settings import make, Boat

COPY = settings.RUN


def handler(event, context):
    return settings.RUN, settings.make(), settings.Boat, COPY, event.settings.RUN
"""
SETTINGS = """\
import uuid

RUN = uuid.uuid4().hex


def make():
    return 1


class Boat: ...
"""


@pytest.mark.parametrize(
    ("text", "shift", "told"),
    [
        ("settings.RUN, settings", 0, "`settings` is a module; what it keeps is told at"),
        ("settings.RUN, settings", 9, "`RUN` is kept from INIT, made by `uuid.uuid4()`"),
        ("settings.RUN, settings", 9, "**Reported:** SNAP201."),
        ("settings.make", 9, "`make` is a function; what it makes is told where"),
        ("import make", 7, "`make` is a function; what it makes is told where"),
        ("settings.Boat", 9, "`Boat` is a class; what its objects keep is told where"),
        ("event.settings.RUN", 15, "**Reported:** SNAP201."),  # of the line
    ],
)
async def test_hover_on_names_of_other_modules(
    tmp_path: Path, text: str, shift: int, told: str
) -> None:
    write_tree(tmp_path, {"app.py": FAR, "settings.py": SETTINGS})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert told in await shown.hover("app.py", text, shift)


async def test_comments_texts_and_keywords_are_no_names(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": NAMES})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        for word, shift in (("a local name", 3), ('"mine"', 2), ("def renew", 1), ('"client', 3)):
            assert await shown.hover("app.py", word, shift) == ""


async def test_hover_for_an_editor_that_shows_plain_text(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})

    def can(able: types.ClientCapabilities) -> None:
        assert able.text_document is not None
        able.text_document.hover = types.HoverClientCapabilities()

    async with editor(tmp_path, can=can) as shown:
        shown.open("app.py")
        text = await shown.hover("app.py", "uuid.uuid4()")
        assert text.startswith("SNAP201 unique-id-frozen")
        assert "- used in `handler` (app.py:8)" in text


async def test_hover_on_a_name_that_init_keeps_tells_who_uses_it(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        text = await shown.hover("app.py", "QUIET")
        assert text.startswith("`QUIET` is kept from INIT, made by `uuid.uuid4()`")
        assert "- nothing uses it after the restore" in text
        assert "The line runs in INIT (before the snapshot)." in text
        used = await shown.hover("app.py", "RUN =")
        assert f"- used in `handler` ([app.py:8]({shown.uri('app.py')}#L8))" in used
        shown.replace("app.py", "return RUN", "return QUIET")
        assert "nothing uses it" in await shown.hover("app.py", "RUN =")


@EDITORS
async def test_a_lens_counts_what_is_frozen(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "template.yaml": PUBLISHED})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        named = types.CodeLensParams(types.TextDocumentIdentifier(shown.uri("app.py")))
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert lens.range.start.line == 6
        assert lens.command is not None
        assert lens.command.title == "INIT: 1 frozen value, SnapStart on"
        assert lens.command.command == "snapcheck.showFindings"
        shown.write("app.py", "\n" + FROZEN.replace("return RUN", "return RUN, QUIET"))
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert (lens.range.start.line, lens.command and lens.command.title) == (
            7,
            "INIT: 2 frozen values, SnapStart on",
        )
        drawn = "import random\n\n\ndef handler(event, context):\n    return random.random()\n"
        shown.write("app.py", drawn)
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        told = "INIT: no frozen values, 1 other finding, SnapStart on"
        assert lens.command is not None
        assert lens.command.title == told
        shown.write("app.py", "def handler(event, context):\n    return 1\n")
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert lens.command is not None
        assert lens.command.title == "INIT: no frozen values, SnapStart on"


async def test_a_lens_leads_to_the_places_where_the_editor_can_show_them(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    options = {"commands": ["snapcheck.showLocations"]}
    async with editor(tmp_path, options=options) as shown:
        shown.open("app.py")
        named = types.CodeLensParams(types.TextDocumentIdentifier(shown.uri("app.py")))
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert lens.command is not None
        assert lens.command.command == "snapcheck.showLocations"
        uri, position, locations = lens.command.arguments or ()
        assert (uri, position) == (shown.uri("app.py"), {"line": 6, "character": 0})
        assert [each["range"]["start"] for each in locations] == [{"line": 2, "character": 6}]


@EDITORS
async def test_a_lens_does_something_in_every_editor(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": f"import random\n{FROZEN}"})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        named = types.CodeLensParams(types.TextDocumentIdentifier(shown.uri("app.py")))
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert lens.command is not None
        assert lens.command.command in shown.server.execute_command_provider.commands
        await shown.client.workspace_execute_command_async(
            types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
        )
        told = "snapcheck: handler: SNAP201 app.py:4 unique-id-frozen"
        await shown.until(lambda: told in [each.message for each in shown.client.messages])
        opened = [each.selection for each in shown.client.shown_documents]
        assert [each.start.line for each in opened if each is not None] == [3] * len(opened)
        shown.write("app.py", "def handler(event, context): ...\n")
        (lens,) = await shown.client.text_document_code_lens_async(named) or ()
        assert lens.command is not None
        await shown.client.workspace_execute_command_async(
            types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
        )
        told = "snapcheck: handler: nothing is found"
        await shown.until(lambda: told in [each.message for each in shown.client.messages])


async def test_no_lens_where_none_is_wanted(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path, settings={"codeLens": False}) as shown:
        shown.open("app.py")
        named = types.CodeLensParams(types.TextDocumentIdentifier(shown.uri("app.py")))
        assert not await shown.client.text_document_code_lens_async(named)


# --- positions ---------------------------------------------------------------------------------


@EVERY_ENCODING
async def test_places_are_right_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    line = "if True:\n\tNAME, 𝕏 = '😀é', uuid.uuid4().hex\n"
    text = f"import uuid\n\n{line}\n\ndef handler(event, context):\n    return 𝕏\n"
    write_tree(tmp_path, {"app.py": text})

    def can(able: types.ClientCapabilities) -> None:
        assert able.general is not None
        able.general.position_encodings = [encoding]

    async with editor(tmp_path, can=can) as shown:
        assert shown.server.position_encoding == encoding
        shown.open("app.py")
        (found,) = await shown.diagnostics("app.py")
        start = text.index("uuid.uuid4()")
        assert found.range.start == shown.position(text, start)
        assert found.range.end == shown.position(text, start + len("uuid.uuid4()"))
        hovered = await shown.hover("app.py", "uuid.uuid4()")
        assert hovered.startswith("**SNAP201**")
        assert not (await shown.hover("app.py", "'😀é'", 1)).startswith("**SNAP201**")


@EVERY_ENCODING
async def test_edits_are_understood_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    # Form feeds and other separators end no line for an editor, though they do for Python's str.
    text = '"""😀\x0c\x1c\u2028 𝕏"""\r\nimport uuid\r\nSMILE = "😀"; RUN = 1; LAST = "é"\r\n'
    text += "\x0c\r\ndef handler(event, context):\r\n    return RUN\r\n"
    write_tree(tmp_path, {"app.py": text})

    def can(able: types.ClientCapabilities) -> None:
        assert able.general is not None
        able.general.position_encodings = [encoding]

    async with editor(tmp_path, can=can) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        shown.replace("app.py", "RUN = 1", "RUN = '😀' + uuid.uuid4().hex")
        shown.replace("app.py", "𝕏", "𝕏𝕏")
        (found,) = await shown.diagnostics("app.py")
        start = shown.texts["app.py"].index("uuid.uuid4()")
        assert found.range.start == shown.position(shown.texts["app.py"], start)


async def test_an_editor_that_says_nothing_of_encodings_counts_in_utf16(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN.replace("RUN =", "EMOJI = '😀'; RUN =")})

    def can(able: types.ClientCapabilities) -> None:
        able.general = None

    async with editor(tmp_path, can=can) as shown:
        shown.open("app.py")
        (found,) = await shown.diagnostics("app.py")
        assert found.range.start.character == len("EMOJI = '😀'; RUN = ") + 1


# --- templates ---------------------------------------------------------------------------------


@EDITORS
async def test_findings_in_a_template_follow_its_unsaved_text(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "template.yaml": TEMPLATE})
    async with editor(tmp_path, name) as shown:
        shown.open("template.yaml")
        shown.open("app.py")
        assert await shown.codes("template.yaml") == [(7, "SNAP801")]
        shown.write("template.yaml", PUBLISHED)
        assert await shown.codes("template.yaml") == []
        shown.write("template.yaml", "# a line more\n" + TEMPLATE)
        assert await shown.codes("template.yaml") == [(8, "SNAP801")]
        silenced = TEMPLATE.replace("SnapStart:", "SnapStart:  # snapcheck: ignore[SNAP801] soon")
        shown.write("template.yaml", silenced)
        assert await shown.codes("template.yaml") == []


async def test_a_template_decides_which_function_is_called(tmp_path: Path) -> None:
    code = "import uuid\n\nRUN = uuid.uuid4().hex\n\n\ndef run(a, b):\n    return RUN\n"
    template = PUBLISHED.replace("app.handler", "app.runs")
    write_tree(tmp_path, {"app.py": code, "template.yaml": template})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        shown.open("template.yaml")
        assert await shown.codes("app.py") == [(1, "not-analysed")]
        shown.replace("template.yaml", "app.runs", "app.run")
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_a_template_in_the_middle_of_an_edit_keeps_what_was_found(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "template.yaml": TEMPLATE})
    async with editor(tmp_path) as shown:
        shown.open("template.yaml")
        assert await shown.codes("template.yaml") == [(7, "SNAP801")]
        shown.replace("template.yaml", "Resources:", "Globals: {\n\nResources:")
        found = await shown.codes("template.yaml")
        assert (9, "SNAP801") in found
        assert "not-analysed" in [code for _, code in found]
        everything = await shown.everything()
        assert [each.code for each in everything["app.py"]] == ["SNAP201"]


async def test_yaml_that_deploys_nothing_is_none_of_our_business(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "values.yaml": "a: 1\n"})
    async with editor(tmp_path) as shown:
        shown.open("values.yaml")
        assert await shown.codes("values.yaml") == []
        shown.write("values.yaml", "a: {1\n")
        assert await shown.codes("values.yaml") == []


async def test_code_in_a_template_is_shown_where_it_stands(tmp_path: Path) -> None:
    template = """\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      Code:
        ZipFile: |
          import uuid
          RUN = uuid.uuid4().hex
          def handler(event, context):
              return RUN
"""
    write_tree(tmp_path, {"template.yaml": template, "other.py": "X = 1\n"})
    async with editor(tmp_path) as shown:
        shown.open("template.yaml")
        assert (10, "SNAP201") in await shown.codes("template.yaml")
        shown.write("template.yaml", "# more\n" + template)
        assert (11, "SNAP201") in await shown.codes("template.yaml")
