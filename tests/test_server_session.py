"""How the language server goes on while things change: folders, settings, files, haste, danger."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pytest_lsp", reason="no pytest-lsp: pip install pytest-lsp pygls")

from editor import EDITORS, FROZEN, SILENT, editor, write_tree
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from snapcheck.server.start import language_server

pytestmark = pytest.mark.asyncio


# --- folders and files -------------------------------------------------------------------------


@EDITORS
async def test_each_folder_has_its_own_configuration(tmp_path: Path, name: str) -> None:
    write_tree(
        tmp_path,
        {
            "one/app.py": FROZEN,
            "one/snapcheck.toml": 'ignore = ["SNAP201"]\n',
            "two/app.py": FROZEN,
            "three/app.py": FROZEN,
        },
    )
    folders = [tmp_path / "one", tmp_path / "two"]
    async with editor(tmp_path, name, folders=folders) as shown:
        for place in ("one", "two"):
            shown.open(f"{place}/app.py")
        assert await shown.codes("one/app.py") == []
        assert await shown.codes("two/app.py") == [(3, "SNAP201")]
        change = types.WorkspaceFoldersChangeEvent(
            [types.WorkspaceFolder((tmp_path / "three").as_uri(), "three")],
            [types.WorkspaceFolder((tmp_path / "two").as_uri(), "two")],
        )
        shown.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(change)
        )
        shown.open("three/app.py")
        assert await shown.codes("three/app.py") == [(3, "SNAP201")]
        assert list(await shown.everything()) == ["three/app.py"]


@EDITORS
async def test_a_file_belongs_to_the_innermost_folder(tmp_path: Path, name: str) -> None:
    files = {
        "app.py": "import inner.ids\n\n\ndef handler(event, context):\n    return inner.ids.RUN\n",
        "inner/ids.py": "import uuid\n\nRUN = uuid.uuid4().hex\n",
        "inner/app.py": FROZEN,
        "inner/snapcheck.toml": 'ignore = ["SNAP2"]\n',
    }
    write_tree(tmp_path, files)
    async with editor(tmp_path, name, folders=[tmp_path, tmp_path / "inner"]) as shown:
        shown.open("app.py")
        shown.open("inner/app.py")
        await shown.settle("app.py")
        assert await shown.codes("inner/app.py") == []
        assert await shown.everything() == {}


@EDITORS
async def test_a_file_of_no_folder_is_analysed_with_what_it_imports(
    tmp_path: Path, name: str
) -> None:
    write_tree(
        tmp_path,
        {
            "app.py": FROZEN.replace("uuid", "ids", 1).replace("uuid.uuid4().hex", "ids.make()"),
            "ids.py": "import uuid\n\n\ndef make():\n    return uuid.uuid4().hex\n",
            "unrelated.py": FROZEN,
        },
    )
    async with editor(tmp_path, name, folders=[]) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        shown.open("ids.py")
        shown.replace("ids.py", "uuid.uuid4().hex", "'constant'")
        assert await shown.codes("app.py") == []
        shown.close("app.py")
        assert await shown.everything() == {}


@EDITORS
async def test_a_new_file_counts_before_it_is_saved(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"other.py": "X = 1\n"})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py", FROZEN)
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_what_is_no_file_is_none_of_ours(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": SILENT})
    async with editor(tmp_path) as shown:
        for uri in ("untitled:Untitled-1", "git:/app.py?ref", "nonsense", "file://[half/app.py"):
            item = types.TextDocumentItem(uri, "python", 1, FROZEN)
            shown.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            named = types.TextDocumentIdentifier(uri)
            ask = types.DocumentDiagnosticParams(named)
            assert list((await shown.client.text_document_diagnostic_async(ask)).items) == []
        shown.open("app.py")
        assert await shown.codes("app.py") == []


async def test_files_that_change_on_the_disk_are_watched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": SILENT, "ids.py": "import uuid\n"})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        methods = {each.method for each in shown.registered}
        assert methods == {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
        (tmp_path / "later.py").write_text(FROZEN)
        created = types.FileEvent(shown.uri("later.py"), types.FileChangeType.Created)
        shown.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([created])
        )
        await shown.settle("app.py")
        assert list(await shown.everything()) == ["later.py"]


async def test_nothing_is_registered_where_that_cannot_be(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": SILENT})
    async with editor(tmp_path, "neovim") as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        assert shown.registered == []


# --- settings ----------------------------------------------------------------------------------


@EDITORS
async def test_settings_replace_what_the_configuration_says(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, "snapcheck.toml": 'select = ["SNAP201"]\n'})
    async with editor(tmp_path, name, settings={"select": ["SNAP3"]}) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        shown.client.set_configuration({"snapcheck": {}})
        shown.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        if shown.pulls:
            await shown.until(lambda: shown.client.diagnostic_refresh_count > 0)
        else:
            await shown.until(lambda: bool(shown.client.diagnostics.get(shown.uri("app.py"))))
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_settings_may_come_with_the_first_message(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})

    def can(able: types.ClientCapabilities) -> None:
        assert able.workspace is not None
        able.workspace.configuration = False

    options = {"min-confidence": "high", "select": ["SNAP3"]}
    async with editor(tmp_path, can=can, options=options) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        settings = {"snapcheck": {"select": ["SNAP2"]}}
        shown.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams(settings)
        )
        assert await shown.codes("app.py") == [(3, "SNAP201")]


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({"minLevel": "error"}, [(3, "SNAP201")]),
        ({"select": ["SNAP2"], "extendSelect": ["SNAP6"]}, [(3, "SNAP201"), (7, "SNAP602")]),
        ({"exclude": ["app.py"]}, []),
        ({"config": "own.toml"}, [(7, "SNAP602")]),
    ],
)
async def test_settings_mean_what_the_options_mean(
    settings: dict[str, object], left: list[tuple[int, str]], tmp_path: Path
) -> None:
    client = FROZEN.replace("import uuid", "import uuid, boto3", 1)
    source = client.rstrip("\n").replace("    return", "    boto3.client('s3')\n    return")
    write_tree(tmp_path, {"app.py": source, "own.toml": 'select = ["SNAP6"]\n'})
    async with editor(tmp_path, settings=settings) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == left


async def test_wrong_settings_are_named_and_left_out(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    settings = {"select": "SNAP3", "minConfidence": "sure", "codeLens": 1, "python": [], "x": 2}
    async with editor(tmp_path, settings=settings) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        assert {each.message for each in shown.client.messages} == {
            "snapcheck: the setting snapcheck.select must be a list of strings",
            "snapcheck: the setting snapcheck.min-confidence must be one of high, medium, low",
            "snapcheck: the setting snapcheck.code-lens must be true or false",
            "snapcheck: the setting snapcheck.python must be a string",
        }


async def test_an_unknown_code_is_said_once(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path, settings={"select": ["SNOP"]}) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        shown.write("app.py", FROZEN + "\n")
        assert await shown.codes("app.py") == []
        (message,) = shown.client.messages
        assert "unknown rule code 'SNOP'" in message.message


# --- haste -------------------------------------------------------------------------------------


@EDITORS
async def test_only_the_newest_of_many_edits_is_shown(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {"app.py": SILENT})
    async with editor(tmp_path, name) as shown:
        shown.open("app.py")
        assert await shown.codes("app.py") == []
        waiting = []
        for number in range(40):
            shown.write("app.py", FROZEN if number % 2 else SILENT)
            if shown.pulls:
                named = types.TextDocumentIdentifier(shown.uri("app.py"))
                ask = types.DocumentDiagnosticParams(named)
                waiting.append(shown.client.text_document_diagnostic_async(ask))
        for each in waiting:
            report = await asyncio.wait_for(each, 60)
            assert [item.code for item in report.items] == ["SNAP201"]
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_a_question_can_be_taken_back(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN, **{f"m{n}.py": FROZEN for n in range(200)}})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        named = types.TextDocumentIdentifier(shown.uri("app.py"))
        params = types.DocumentDiagnosticParams(named)
        question = shown.client.protocol.send_request(
            types.TEXT_DOCUMENT_DIAGNOSTIC, params, msg_id="to-be-cancelled"
        )
        shown.client.cancel_request(types.CancelParams("to-be-cancelled"))
        with pytest.raises(JsonRpcException, match="cancel"):
            await asyncio.wait_for(asyncio.wrap_future(question), 60)
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_the_first_analysis_shows_its_progress(tmp_path: Path) -> None:
    files = {f"m{n}.py": FROZEN for n in range(150)}
    write_tree(tmp_path, files)
    async with editor(tmp_path) as shown:
        shown.open("m0.py")
        await shown.codes("m0.py")
        await shown.until(
            lambda: any(
                isinstance(each, types.WorkDoneProgressEnd)
                for reports in shown.client.progress_reports.values()
                for each in reports
            )
        )
        (reports,) = shown.client.progress_reports.values()
        assert isinstance(reports[0], types.WorkDoneProgressBegin)
        assert reports[0].title == f"snapcheck: analysing {tmp_path.name}"
        shown.write("m0.py", SILENT)
        assert await shown.codes("m0.py") == []
        assert len(shown.client.progress_reports) == 1


async def test_it_ends_with_the_editor_even_in_the_middle_of_an_analysis(tmp_path: Path) -> None:
    write_tree(tmp_path, {f"m{n}.py": FROZEN for n in range(300)})
    async with editor(tmp_path) as shown:
        shown.open("m0.py")
        server = shown.client._server
    assert server is not None
    assert server.returncode == 0


# --- danger ------------------------------------------------------------------------------------

HOSTILE = "raise SystemExit('the workspace was executed')\n"
HOSTILE_NAMES = (
    *("yaml.py", "libcst/__init__.py", "pygls/__init__.py", "lsprotocol/__init__.py", "click.py"),
    *("attrs/__init__.py", "asyncio.py", "json.py", "tomllib.py", "snapcheck.py", "astroid.py"),
    *("sitecustomize.py", "usercustomize.py", "pathspec/__init__.py"),
)


@pytest.mark.parametrize("way", ["console script", "python -P -m snapcheck"])
async def test_nothing_of_the_workspace_is_imported(tmp_path: Path, way: str) -> None:
    write_tree(tmp_path, dict.fromkeys(HOSTILE_NAMES, HOSTILE))
    write_tree(
        tmp_path,
        {
            "app.py": FROZEN,
            "own/evil.py": HOSTILE,
            "snapcheck.toml": 'rules = ["own"]\nselect = ["SNAP201", "SNAP801"]\n',
            "template.yaml": "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n"
            "    Properties:\n      Handler: app.handler\n      Runtime: python3.12\n"
            "      SnapStart: {ApplyOn: PublishedVersions}\n",
        },
    )
    script = Path(sys.executable).parent / "snapcheck"
    command = (
        (str(script), "server")
        if way == "console script"
        else (sys.executable, "-P", "-m", "snapcheck", "server")
    )
    async with editor(tmp_path, command=command, cwd=tmp_path) as shown:
        shown.open("app.py")
        shown.open("template.yaml")
        assert await shown.codes("app.py") == [(3, "SNAP201")]
        assert await shown.codes("template.yaml") == [(7, "SNAP801")]


async def test_hostile_text_ends_in_a_diagnostic(tmp_path: Path) -> None:
    write_tree(tmp_path, {"app.py": FROZEN})
    async with editor(tmp_path) as shown:
        shown.open("app.py")
        for text in (
            "(" * 5000,
            "\0",
            "\ud800",
            "x = " + "-" * 20000 + "1",
            "# coding: nonsense\n",
        ):
            shown.write("app.py", text)
            codes = [code for _, code in await shown.codes("app.py")]
            assert "not-analysed" in codes, (text[:20], shown.client.messages)
        shown.write("app.py", FROZEN)
        assert await shown.codes("app.py") == [(3, "SNAP201")]


async def test_the_text_of_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    text = "# coding: latin-1\nimport uuid\n\nNAME = 'é'; RUN = uuid.uuid4().hex\n"
    text += "\n\ndef handler(event, context):\n    return RUN\n"
    (tmp_path / "app.py").write_bytes(text.encode("latin-1"))
    async with editor(tmp_path) as shown:
        shown.open("app.py", text)
        (found,) = await shown.diagnostics("app.py")
        assert found.range.start == shown.position(text, text.index("uuid.uuid4()"))


# --- the command -------------------------------------------------------------------------------


async def test_without_pygls_one_line_says_what_to_install(tmp_path: Path) -> None:
    environment = tmp_path / "site"
    (environment / "pygls").mkdir(parents=True)
    raising = "raise ModuleNotFoundError(\"No module named 'pygls'\", name='pygls')\n"
    (environment / "pygls" / "__init__.py").write_text(raising)
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from snapcheck.cli import run; sys.exit(run())"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(environment), "server"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "snapcheck: error: the language server needs pygls: pip install 'snapcheck[lsp]'\n"
    )


async def test_an_editor_that_dies_takes_the_server_with_it() -> None:
    script = shutil.which("snapcheck", path=str(Path(sys.executable).parent))
    assert script is not None
    done = subprocess.run(
        [script, "server", "--stdio"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")


async def test_nothing_is_kept_of_notifications() -> None:
    """An editor sends one for each keystroke."""
    server, _ = language_server()
    named = types.VersionedTextDocumentIdentifier(1, "file:///app.py")
    params = types.DidChangeTextDocumentParams(named, [])
    for _ in range(10):
        server.protocol._handle_notification(types.TEXT_DOCUMENT_DID_CHANGE, params)
    await asyncio.sleep(0)
    assert server.protocol._request_futures == {}
