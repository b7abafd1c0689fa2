"""Starts the server: which message of the protocol leads where."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from snapcheck import __version__
from snapcheck.server import answers
from snapcheck.server.actions import KINDS
from snapcheck.server.client import SHOW_FINDINGS, client_of
from snapcheck.server.documents import path_of, uri_of
from snapcheck.server.session import Session
from snapcheck.server.settings import SECTION, read_settings
from snapcheck.server.stdio import converse
from snapcheck.server.watching import holds_text, watchers

# An editor that does not answer within so many seconds never will.
_PATIENCE = 5.0


def serve() -> int:
    """Serve one editor on standard input and output, until it says so; return the exit code."""
    # Whatever else writes to standard output would break the conversation.
    output, sys.stdout = sys.stdout.buffer, sys.stderr
    server, ended = language_server()
    converse(server, sys.stdin.buffer, output)
    return 0 if ended.is_set() else 1


class _Protocol(LanguageServerProtocol):
    """The protocol without what pygls keeps: the texts, see `documents`, and all notifications.

    Every question is answered, also one that makes no sense.
    """

    def structure_message(self, data: Any) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), int | str):
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _execute_handler(self, msg_id: Any, *rest: Any, **more: Any) -> None:
        # What comes of a notification, which has an id of pygls's own, would stay to the end.
        super()._execute_handler(msg_id, *rest, **more)
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.add_done_callback(lambda done: self._forget(msg_id, done))

    def _forget(self, msg_id: Any, done: Future[Any]) -> None:
        # pygls goes through them all to cancel what is left at the end.
        if not done.cancelled():
            self._request_futures.pop(msg_id, None)

    def _handed_on(self, method: str, params: Any) -> Iterator[Any]:
        yield self.fm.features[method], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Iterator[Any]:
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Iterator[Any]:
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Iterator[Any]:
        yield from self._handed_on(types.TEXT_DOCUMENT_DID_CLOSE, params)


def language_server() -> tuple[LanguageServer, Event]:
    """Return the server with all that it answers, and what is set when the editor has ended it."""
    server = LanguageServer("snapcheck", __version__, protocol_cls=_Protocol)
    session = Session(server)
    ended = Event()
    _life(server, session, ended)
    _documents(server, session)
    _workspace(server, session)
    _questions(server, session)
    return server, ended


# --- beginning and end -------------------------------------------------------------------------


def _life(server: LanguageServer, session: Session, ended: Event) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        session.client = client_of(params)
        session.documents.encoding = str(server.workspace.position_encoding or "utf-16")
        session.default = read_settings(params.initialization_options)
        for root in _roots(params):
            session.add(root)
        if session.client.pulls:
            _pulled(server, session)

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        _register(server, session)
        await _configure(server, session)
        session.begin()

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        ended.set()


def _roots(params: types.InitializeParams) -> list[Path]:
    """Return the folders that the editor has open; none where it has opened a file only."""
    addresses = [folder.uri for folder in params.workspace_folders or ()]
    if not addresses and params.root_uri:
        addresses = [params.root_uri]
    if not addresses and params.root_path:
        addresses = [uri_of(Path(params.root_path))]
    return [path for uri in addresses if (path := path_of(uri)) is not None]


def _register(server: LanguageServer, session: Session) -> None:
    """Ask the editor to tell of files that change on the disk, and of settings."""
    registrations = []
    if session.client.registers_watchers:
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers())
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registrations.append(types.Registration("snapcheck-files", method, options))
    if session.client.registers_configuration:
        section = types.DidChangeConfigurationRegistrationOptions(SECTION)
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        registrations.append(types.Registration("snapcheck-settings", method, section))
    if registrations:
        server.client_register_capability(types.RegistrationParams(registrations))


async def _configure(server: LanguageServer, session: Session) -> None:
    """Ask the editor for the settings of each folder, if it can be asked."""
    tracked = list(session.folders.values())
    given: Iterable[object] = [None] * len(tracked)
    if session.client.configuration and tracked:
        items = [types.ConfigurationItem(uri_of(each.folder.path), SECTION) for each in tracked]
        try:
            question = server.workspace_configuration_async(types.ConfigurationParams(items))
            given = await asyncio.wait_for(question, _PATIENCE) or given
        except (JsonRpcException, TimeoutError):
            pass
    for each, value in zip(tracked, given, strict=False):
        session.set_up(each, read_settings(value) if value else session.default)


# --- files -------------------------------------------------------------------------------------
# None of these is a coroutine: one would run later, and changes must be seen in their order.


def _documents(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        document = session.documents.open(opened.uri, opened.version, opened.text)
        if document is None or not holds_text(document.path):
            return
        if session.owner(document.path) is None and document.path.suffix == ".py":
            session.add(document.path.parent, document.path)
            session.background(_configure(server, session))
        session.touch_around(document.path)
        session.published(document.path)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        changed = params.text_document
        document = session.documents.change(changed.uri, changed.version, params.content_changes)
        if document is not None and holds_text(document.path):
            session.touch_around(document.path, typing=True)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None and session.heeds(path) and not holds_text(path):
            session.touch_around(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        document = session.documents.close(params.text_document.uri)
        if document is None or not holds_text(document.path):
            return
        session.remove(document.path)  # where it was taken up as a file of no folder
        session.touch_around(document.path)


def _workspace(server: LanguageServer, session: Session) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        for event in params.changes:
            path = path_of(event.uri)
            if path is not None and session.heeds(path) and not session.is_held(path, event.type):
                session.touch_around(path)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            session.default = read_settings(params.settings)
        session.background(_configure(server, session))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        _exchange_folders(params.event, session)
        session.background(_configure(server, session))


def _exchange_folders(event: types.WorkspaceFoldersChangeEvent, session: Session) -> None:
    for path in map(path_of, (folder.uri for folder in event.removed)):
        if path is not None:
            session.remove(path)
    for path in map(path_of, (folder.uri for folder in event.added)):
        if path is not None and path not in session.folders:
            session.add(path)


# --- questions ---------------------------------------------------------------------------------


def _pulled(server: LanguageServer, session: Session) -> None:
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier="snapcheck"
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def document(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        return await answers.document_diagnostics(session, params)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def workspace(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        return await answers.workspace_diagnostics(session, params)


def _questions(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return await answers.hovered(session, params)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def code_lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        return await answers.code_lenses(session, params)

    @server.command(SHOW_FINDINGS)
    async def show_findings(uri: str, function: str) -> None:
        await answers.show_findings(session, uri, function)

    actions = types.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, actions)
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await answers.code_actions(session, params)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolved(params: types.CodeAction) -> types.CodeAction:
        return await answers.resolved(session, params)
