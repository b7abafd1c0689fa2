"""What the language server can do about a finding: fixes, ignore comments, all of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pytest_lsp", reason="no pytest-lsp: pip install pytest-lsp pygls")

from editor import EDITORS, FROZEN, SILENT, Editor, editor, write_tree
from lsprotocol import types

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

FIX = "SNAP201: Make `RUN` again after each restore"
IGNORE = "SNAP201: Ignore here, with a reason"
FIX_ALL = "snapcheck: fix all that can be fixed safely"
FIX_WORKSPACE = "snapcheck: fix all that can be fixed safely, in all files"


@EDITORS
async def test_a_fix_mends_the_finding(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        found = await shown.actions("app.py", "uuid.uuid4()", ["quickfix"])
        assert list(found) == [FIX, IGNORE]
        fix = found[FIX]
        assert (fix.is_preferred, fix.kind, fix.edit) == (True, "quickfix", None)
        assert [each.code for each in fix.diagnostics or ()] == ["SNAP201"]
        text = shown.apply((await shown.resolve(fix)).edit)["app.py"]
        assert "register_after_restore" in text
        assert await shown.codes("app.py") == []


async def test_an_unsafe_fix_says_so_and_is_not_preferred(tmp_path: Path) -> None:
    text = FROZEN.replace("uuid.uuid4().hex", "make()").replace(
        "RUN =", "def make():\n    print(1)\n    return uuid.uuid4().hex\n\n\nRUN ="
    )
    write_tree(tmp_path, {"app.py": text})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        found = await shown.actions("app.py", "make()\n\n\ndef handler")
        (fix,) = [each for title, each in found.items() if title.count("(unsafe: ") == 1]
        assert fix.is_preferred is False
        assert FIX_ALL not in found


async def test_an_editor_that_resolves_nothing_gets_the_edits_at_once(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})

    def can(able: types.ClientCapabilities) -> None:
        assert able.text_document is not None
        assert able.text_document.code_action is not None
        able.text_document.code_action.resolve_support = None
        assert able.workspace is not None
        able.workspace.workspace_edit = None

    async with editor(tmp_path, can=can) as shown:
        shown.open("app.py")
        found = await shown.actions("app.py", "uuid.uuid4()")
        assert set(found) == {FIX, IGNORE}
        edit = found[IGNORE].edit
        assert edit is not None
        assert list(edit.changes or {}) == [shown.uri("app.py")]
        shown.apply(edit)
        assert await shown.codes("app.py") == [(3, "SNAP201"), (3, "SNAP900")]


BACKSLASH = """\
if True:
    # snapcheck: ignore[SNAP201] TODO: say why
    RUN = uuid.uuid4().hex + \\
        'x'
"""
IGNORED = [
    (
        "behind the line",
        "RUN = uuid.uuid4().hex\n",
        "RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201] TODO: say why\n",
    ),
    (
        "behind another comment",
        "RUN = uuid.uuid4().hex  # noqa: X\n",
        "RUN = uuid.uuid4().hex  # noqa: X  # snapcheck: ignore[SNAP201] TODO: say why\n",
    ),
    (
        "in a comment for another rule",
        "RUN = str(time.time()) + uuid.uuid4().hex  # snapcheck: ignore[SNAP301] why\n",
        "RUN = str(time.time()) + uuid.uuid4().hex  # snapcheck: ignore[SNAP301, SNAP201] why\n",
    ),
    (
        "above a line that goes on behind a backslash",
        "if True:\n    RUN = uuid.uuid4().hex + \\\n        'x'\n",
        BACKSLASH,
    ),
    (
        "not inside a text over several lines",
        'RUN = uuid.uuid4().hex + """\ntext"""\n',
        '# snapcheck: ignore[SNAP201] TODO: say why\nRUN = uuid.uuid4().hex + """\ntext"""\n',
    ),
    (
        "inside brackets",
        "RUN = str(\n    uuid.uuid4(),\n)\n",
        "RUN = str(\n    uuid.uuid4(),  # snapcheck: ignore[SNAP201] TODO: say why\n)\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), [c[1:] for c in IGNORED], ids=[c[0] for c in IGNORED])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_an_ignore_comment_is_put_where_it_holds(
    tmp_path: Path, before: str, after: str, end: str
) -> None:
    frame = "import time\nimport uuid\n\n{}\n\ndef handler(event, context):\n    return RUN\n"
    text = frame.format(before).replace("\n", end)
    write_tree(tmp_path, {"app.py": text})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        found = await shown.actions("app.py", "uuid.uuid4()")
        action = await shown.resolve(found[IGNORE])
        made = shown.apply(action.edit)["app.py"]
        assert made == frame.format(after).replace("\n", end)
        # The placeholder is no reason: only what is typed in its place silences the finding.
        waits = {code for _, code in await shown.codes("app.py")}
        assert waits == ({"SNAP201", "SNAP900"} if "TODO" in after else set())
        shown.write("app.py", made.replace("TODO: say why", "one for each deployment"))
        assert await shown.codes("app.py") == []


async def test_the_reason_is_marked_where_the_editor_can(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})

    def can(able: types.ClientCapabilities) -> None:
        assert able.workspace is not None
        able.workspace.workspace_edit = types.WorkspaceEditClientCapabilities(
            document_changes=True, snippet_edit_support=True
        )

    async with editor(tmp_path, can=can) as shown:
        shown.open("app.py")
        action = await shown.resolve((await shown.actions("app.py", "uuid.uuid4()"))[IGNORE])
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        (edit,) = change.edits
        assert isinstance(edit, types.SnippetTextEdit)
        assert edit.snippet.value == "  # snapcheck: ignore[SNAP201] ${1:TODO: say why}"


async def test_ignore_comments_in_templates(tmp_path: Path) -> None:
    template = """\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      SnapStart: {ApplyOn: PublishedVersions}
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
        assert await shown.codes("template.yaml") == [(7, "SNAP801"), (11, "SNAP201")]
        found = await shown.actions("template.yaml", "SnapStart")
        shown.apply((await shown.resolve(found["SNAP801: Ignore here, with a reason"])).edit)
        found = await shown.actions("template.yaml", "uuid.uuid4()")
        shown.apply((await shown.resolve(found[IGNORE])).edit)
        text = shown.texts["template.yaml"].replace("TODO: say why", "as it should be")
        shown.write("template.yaml", text)
        assert await shown.codes("template.yaml") == []
        assert "hex  # snapcheck: ignore[SNAP201]" in shown.texts["template.yaml"]


async def test_json_has_no_comments_to_ignore_with(tmp_path: Path) -> None:
    template = (
        '{"Resources": {"Fn": {"Type": "AWS::Serverless::Function", "Properties": {\n'
        '"Handler": "app.handler", "Runtime": "python3.12",\n'
        '"SnapStart": {"ApplyOn": "PublishedVersions"}}}}}\n'
    )
    write_tree(tmp_path, {"app.py": "def handler(event, context): ...\n", "stack.json": template})
    async with editor(tmp_path) as shown:
        shown.open("stack.json")
        assert await shown.codes("stack.json") == [(3, "SNAP801")]
        titles = await shown.actions("stack.json", "SnapStart")
        assert [title for title in titles if "Ignore" in title] == []


async def all_fixed(shown: Editor, title: str, kind: str) -> dict[str, str]:
    """What an action of a kind makes of the files, on a text that is not saved and stays."""
    shown.replace("app.py", "RUN = uuid", "# unsaved, and stays\nRUN = uuid")
    found = await shown.actions("app.py", "import", [kind])
    assert list(found) == [title]
    assert found[title].kind == f"{kind}.snapcheck"
    changed = shown.apply((await shown.resolve(found[title])).edit)
    assert "# unsaved, and stays" in changed["app.py"]
    return changed


@EDITORS
async def test_all_safe_fixes_of_a_file_at_once(tmp_path: Path, name: str) -> None:
    files = {
        "app.py": FROZEN.replace("RUN =", "TOKEN = uuid.uuid4().hex\nRUN =").replace(
            "return RUN", "return RUN, TOKEN, other.ID"
        ),
        "other.py": "import uuid\n\nID = uuid.uuid4().hex\n",
    }
    files["app.py"] = "import other\n" + files["app.py"]
    write_tree(tmp_path, files)
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        changed = await all_fixed(shown, FIX_ALL, "source.fixAll")
        assert list(changed) == ["app.py"]
        assert await shown.codes("app.py") == []
        assert [each.code for each in (await shown.everything())["other.py"]] == ["SNAP201"]
        assert await shown.actions("app.py", "import", ["source.fixAll"]) == {}


@EDITORS
async def test_all_safe_fixes_of_all_files_at_once(tmp_path: Path, name: str) -> None:
    files = {
        "app.py": "import other\n" + FROZEN.replace("return RUN", "return RUN, other.read()"),
        "other.py": "import uuid\n\nID = uuid.uuid4().hex\n\n\ndef read():\n    return ID\n",
        "silent.py": SILENT,
    }
    write_tree(tmp_path, files)
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        changed = await all_fixed(shown, FIX_WORKSPACE, "source.fixWorkspace")
        assert set(changed) == {"app.py", "other.py"}
        for text in changed.values():
            assert "register_after_restore" in text
        assert await shown.actions("app.py", "import", ["source.fixAll"]) == {}


async def test_what_is_asked_for_is_what_is_offered(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert set(await shown.actions("app.py", "uuid.uuid4()")) == {FIX, IGNORE, FIX_ALL}
        # From a keyboard one asks somewhere on the line of a finding.
        assert set(await shown.actions("app.py", "RUN =")) == {FIX, IGNORE, FIX_ALL}
        assert await shown.actions("app.py", "def handler") == {}
        assert set(await shown.actions("app.py", "def handler", ["source"])) == {FIX_ALL}
        for only in (["source.fixAll.snapcheck"], ["source"], ["source.fixAll"]):
            assert set(await shown.actions("app.py", "uuid.uuid4()", only)) == {FIX_ALL}
        assert await shown.actions("app.py", "uuid.uuid4()", ["refactor", "source.fixAll.x"]) == {}


async def test_nothing_is_offered_on_text_that_does_not_parse(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        shown.replace("app.py", "return RUN", "return (RUN")
        assert (3, "SNAP201") in await shown.codes("app.py")
        assert await shown.actions("app.py", "uuid.uuid4()") == {}


async def test_an_action_on_what_is_gone_is_refused(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        found = await shown.actions("app.py", "uuid.uuid4()")
        shown.replace("app.py", "return RUN", "return 1")
        with pytest.raises(Exception, match="Content Modified"):
            await shown.resolve(found[FIX])
