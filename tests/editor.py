"""An editor for tests: it starts the real server and speaks to it as real editors do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
# The console script's way in, with nothing of the current folder on the path.
FROZEN = """\
import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return RUN
"""
SILENT = FROZEN.replace("return RUN", "return 1")
COMMAND = (sys.executable, "-P", "-m", "snapcheck", "server")


def capabilities(name: str) -> types.ClientCapabilities:
    """What an editor can do: `neovim`, `vscode` (of today, which asks for diagnostics), `old`."""
    if name == "neovim":
        return client_capabilities("neovim@v0.11.0")
    found = client_capabilities("visual-studio-code@v1.65.2")
    if name == "vscode":
        assert found.text_document is not None
        assert found.workspace is not None
        shown = {"related_information": True, "code_description_support": True}
        tags = types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary])
        found.text_document.diagnostic = types.DiagnosticClientCapabilities(
            tag_support=tags, data_support=True, **shown
        )
        found.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(True)
    return found


class Editor:
    """One editor with its server. Files are named relative to `root`."""

    def __init__(self, root: Path, client: LanguageClient) -> None:
        self.root = root
        self.client = client
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.pulls = False
        self.registered: list[types.Registration] = []

    def uri(self, name: str) -> str:
        """The address of a file."""
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Opens a file, with the text that the disk holds or another."""
        held = (self.root / name).read_bytes().decode() if text is None else text
        self.texts[name], self.versions[name] = held, 1
        language = "python" if name.endswith(".py") else "yaml"
        item = types.TextDocumentItem(self.uri(name), language, 1, held)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def write(self, name: str, text: str) -> None:
        """Replaces the whole text of an open file."""
        self.texts[name] = text
        self.send(name, [types.TextDocumentContentChangeWholeDocument(text)])

    def send(self, name: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """Sends changes of an open file as they are."""
        self.versions[name] += 1
        named = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        params = types.DidChangeTextDocumentParams(named, list(changes))
        self.client.text_document_did_change(params)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replaces the only occurrence of a text in an open file, as typing does: one edit."""
        text = self.texts[name]
        assert text.count(old) == 1, old
        at = text.index(old)
        edit = types.TextDocumentContentChangePartial(
            types.Range(self.position(text, at), self.position(text, at + len(old))), new
        )
        self.texts[name] = text.replace(old, new)
        self.send(name, [edit])

    def position(self, text: str, offset: int) -> types.Position:
        """The position of an index in a text, in the encoding that was agreed on."""
        before = text[:offset]
        line = before.count("\n")
        inside = before.rpartition("\n")[2]
        return types.Position(line, self.units(inside))

    def units(self, text: str) -> int:
        """How many units a text takes."""
        assert self.server.position_encoding is not None
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.server.position_encoding]
        name = {1: "utf-8", 2: "utf-16-le", 4: "utf-32-le"}[size]
        return len(text.encode(name)) // size

    def close(self, name: str) -> None:
        """Closes a file without saving it."""
        named = types.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(named))

    @property
    def server(self) -> types.ServerCapabilities:
        """What the server says that it can do."""
        return self._server

    @server.setter
    def server(self, found: types.ServerCapabilities) -> None:
        self._server = found

    # --- what the server says -------------------------------------------------------------------

    async def diagnostics(self, name: str) -> list[types.Diagnostic]:
        """What is shown in a file once the server has seen all changes."""
        if not self.pulls:
            await self.settle(name)
            return list(self.client.diagnostics.get(self.uri(name), ()))
        named = types.TextDocumentIdentifier(self.uri(name))
        question = self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(named))
        report = await asyncio.wait_for(question, PATIENCE)
        assert report.kind == "full"
        return list(report.items)

    async def settle(self, name: str) -> None:
        """Waits until the server has analysed all that it was told: a lens is of the newest."""
        named = types.TextDocumentIdentifier(self.uri(name))
        question = self.client.text_document_code_lens_async(types.CodeLensParams(named))
        await asyncio.wait_for(question, PATIENCE)

    async def codes(self, name: str) -> list[tuple[int, str]]:
        """Line, from 1, and code of what is shown in a file."""
        found = await self.diagnostics(name)
        return sorted((each.range.start.line + 1, str(each.code)) for each in found)

    async def everything(self) -> dict[str, list[types.Diagnostic]]:
        """What is shown in all files of the workspace, by the file's name."""
        if not self.pulls:
            return {self.name_of(uri): list(d) for uri, d in self.client.diagnostics.items() if d}
        question = self.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        report = await asyncio.wait_for(question, PATIENCE)
        found = {}
        for item in report.items:
            assert isinstance(item, types.WorkspaceFullDocumentDiagnosticReport)
            found[self.name_of(item.uri)] = list(item.items)
        return found

    def name_of(self, uri: str) -> str:
        """The name of the file at an address."""
        path = to_fs_path(uri)
        assert path is not None
        return Path(path).relative_to(self.root).as_posix()

    async def until(self, what: Callable[[], bool]) -> None:
        """Waits until something is so; fails if it never is."""
        async with asyncio.timeout(PATIENCE):
            while not what():
                await asyncio.sleep(0.01)

    async def hover(self, name: str, text: str, shift: int = 0) -> str:
        """What is said of the first occurrence of a text in an open file; empty if nothing is."""
        position = self.position(self.texts[name], self.texts[name].index(text) + shift)
        named = types.TextDocumentIdentifier(self.uri(name))
        question = self.client.text_document_hover_async(types.HoverParams(named, position))
        found = await asyncio.wait_for(question, PATIENCE)
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(
        self, name: str, text: str, only: Sequence[str] | None = None
    ) -> dict[str, types.CodeAction]:
        """What can be done at the first occurrence of a text in an open file, by title."""
        start = self.texts[name].index(text)
        range_ = types.Range(
            self.position(self.texts[name], start),
            self.position(self.texts[name], start + len(text)),
        )
        context = types.CodeActionContext([], list(only) if only is not None else None)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(self.uri(name)), range_, context
        )
        question = self.client.text_document_code_action_async(params)
        found = await asyncio.wait_for(question, PATIENCE)
        return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        """The action with its edit."""
        return await asyncio.wait_for(self.client.code_action_resolve_async(action), PATIENCE)

    def apply(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """The texts that an edit makes, by file; open files are changed as editors do it."""
        assert edit is not None
        changed = {}
        by_uri: dict[str, list[Any]] = dict(edit.changes or {})
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            name = self.name_of(change.text_document.uri)
            assert change.text_document.version == self.versions.get(name)
            by_uri[change.text_document.uri] = list(change.edits)
        for uri, edits in by_uri.items():
            name = self.name_of(uri)
            is_open = name in self.texts
            text = self.texts[name] if is_open else (self.root / name).read_text("utf-8")
            for each in sorted(edits, key=lambda each: each.range.start, reverse=True):
                start, end = (self.offset(text, p) for p in (each.range.start, each.range.end))
                text = text[:start] + each.new_text + text[end:]
            if is_open:
                self.write(name, text)
            changed[name] = text
        return changed

    def offset(self, text: str, position: types.Position) -> int:
        """The index in a text that a position means."""
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        inside = next(n for n in range(len(line) + 1) if self.units(line[:n]) >= position.character)
        return before + inside


@asynccontextmanager
async def editor(
    root: Path,
    name: str = "vscode",
    *,
    folders: Sequence[Path] | None = None,
    can: Callable[[types.ClientCapabilities], None] | None = None,
    settings: Mapping[str, object] | None = None,
    options: object = None,
    command: Sequence[str] = COMMAND,
    cwd: Path | None = None,
) -> AsyncIterator[Editor]:
    """An editor of that name with a folder open; `can` changes what it says that it can do."""
    client = make_test_lsp_client()
    found = Editor(root, client)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        found.registered.extend(params.registrations)

    @client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
    def refresh(_: None) -> None:
        pass

    client.set_configuration({"snapcheck": dict(settings or {})})
    await client.start_io(*command, cwd=cwd)
    able = capabilities(name)
    if can is not None:
        can(able)
    places = [root] if folders is None else list(folders)
    result = await client.initialize_session(
        types.InitializeParams(
            capabilities=able,
            root_uri=places[0].as_uri() if places else None,
            workspace_folders=[types.WorkspaceFolder(p.as_uri(), p.name) for p in places],
            initialization_options=options,
        )
    )
    found.server = result.capabilities
    found.pulls = result.capabilities.diagnostic_provider is not None
    yield found
    await client.shutdown_session()
    await client.stop()


def write_tree(root: Path, files: Mapping[str, str]) -> Path:
    """Writes files below a folder."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    return root


EDITORS = pytest.mark.parametrize("name", ["vscode", "old", "neovim"])
"""A test that must hold for editors that ask for diagnostics and for those that are told."""
