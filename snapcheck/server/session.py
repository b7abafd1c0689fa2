"""What the server knows between two messages, and what it does when something changes.

All of this runs on the event loop; analyses run on the worker's thread, one at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from lsprotocol.types import (
    Diagnostic,
    FileChangeType,
    Location,
    LogMessageParams,
    MessageType,
    PublishDiagnosticsParams,
    ShowDocumentParams,
    ShowMessageParams,
    WorkDoneProgressBegin,
    WorkDoneProgressEnd,
)
from msgspec import Struct, field
from msgspec.structs import replace
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from snapcheck.discover.watched import concerns
from snapcheck.model import Edit, EntryPoint, Finding
from snapcheck.model.progress import OnProgress, Progress
from snapcheck.model.story import Story
from snapcheck.server.client import Client
from snapcheck.server.documents import Document, Documents, path_of
from snapcheck.server.settings import Settings
from snapcheck.server.view import View, look
from snapcheck.server.watching import holds_text
from snapcheck.server.work_done import report_of
from snapcheck.server.worker import Worker
from snapcheck.server.workspace_folder import Asked, Folder

# So many seconds typing rests before an analysis begins; one that began too early is ended.
_REST = 0.04
# An editor that does not answer within so many seconds never will.
_PATIENCE = 5.0

# Progress is reported after so many seconds each.
_BETWEEN_REPORTS = 0.2

logger = logging.getLogger(__name__)


class OutOfDate(Exception):
    """An analysis that nobody needs any more: something changed while it ran."""


class Tracked(Struct):
    """A folder, what was last seen of it, and whether that is still so.

    `wanted` counts the changes, `seen` is that count as of the newest view; `settled` is set as
    long as both are the same, and `asked` when somebody waits for that. `awaited` are the files
    that the editor is waiting for.
    """

    folder: Folder
    view: View = field(default_factory=View)
    wanted: int = 0
    seen: int = 0
    typing: bool = False
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    awaited: Counter[Path] = field(default_factory=Counter)
    stories: dict[Asked, Story | None] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    progress: Progress | None = None


class Session:
    """The open files, the folders, and what was told to the editor."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._worker = Worker()
        self._ready = False
        self._published: dict[str, tuple[Diagnostic, ...]] = {}
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.client = Client()
        # What holds for a folder of which the editor says nothing else.
        self.default = Settings()
        self.documents = Documents()
        self.folders: dict[Path, Tracked] = {}
        # Whether the editor asks for the whole workspace, and how many times it is waiting now.
        self.waits_for_workspace = 0
        self.pulls_workspace = False

    # --- folders ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Do what was put off until the editor is ready."""
        self._ready = True
        for tracked in self.folders.values():
            self.touch(tracked)

    def add(self, root: Path, path: Path | None = None) -> Tracked:
        """Take up a folder, or a single file that lies in none."""
        tracked = Tracked(Folder(root, path or root, self.default))
        self.folders[path or root] = tracked
        self.touch(tracked)
        return tracked

    def remove(self, root: Path) -> None:
        """Forget a folder, and what was shown in it."""
        tracked = self.folders.pop(root, None)
        if tracked is None:
            return
        if tracked.task is not None:
            tracked.task.cancel()
        tracked.seen = tracked.wanted
        tracked.settled.set()
        if not self.client.pulls:
            self._publish(tracked.view.files)
        self._news()

    def owner(self, path: Path) -> Tracked | None:
        """Return the folder of a file: the innermost, or the one that is the file itself."""
        for place in (path, *path.parents):
            if place in self.folders:
                return self.folders[place]
        return None

    def find(self, uri: str) -> tuple[Path, Tracked] | None:
        """Return the file at an address, and its folder; None for one that is none of ours."""
        path = path_of(uri)
        tracked = self.owner(path) if path is not None else None
        return (path, tracked) if path is not None and tracked is not None else None

    def around(self, path: Path) -> list[Tracked]:
        """Return the folders whose analysis may read a file."""
        return [each for each in self.folders.values() if path.is_relative_to(each.folder.root)]

    def heeds(self, path: Path) -> bool:
        """Return whether a change of a file on the disk may change what an analysis finds."""
        roots = [each.folder.root for each in self.around(path)]
        return any(concerns(path.relative_to(root)) for root in roots)

    def set_up(self, tracked: Tracked, settings: Settings) -> None:
        """Take new settings for a folder."""
        for mistake in settings.mistakes:
            self._show(MessageType.Warning, mistake)
        if settings != tracked.folder.settings:
            tracked.folder.settings = settings
            self.touch(tracked)

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that no answer waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- changes ---------------------------------------------------------------------------------

    def touch(self, tracked: Tracked, *, typing: bool = False) -> None:
        """Note that something changed: what was seen of the folder may no longer be so."""
        tracked.wanted += 1
        tracked.typing = typing
        tracked.asked.clear()
        tracked.settled.clear()
        if self._ready and (tracked.task is None or tracked.task.done()):
            tracked.task = asyncio.get_running_loop().create_task(self._follow(tracked))

    def touch_around(self, path: Path, *, typing: bool = False) -> None:
        """Note that a file changed, in the editor or on the disk."""
        for tracked in self.around(path):
            self.touch(tracked, typing=typing)

    async def current(self, tracked: Tracked) -> View:
        """Return what is seen of the folder as it is now; waits until that is known."""
        while tracked.seen != tracked.wanted:
            tracked.asked.set()
            await tracked.settled.wait()
        return tracked.view

    async def current_for(self, tracked: Tracked, path: Path) -> View:
        """Return the same for one file, whose diagnostics the editor need not be sent."""
        tracked.awaited[path] += 1
        try:
            return await self.current(tracked)
        finally:
            tracked.awaited[path] -= 1

    def next_change(self) -> asyncio.Event:
        """Return what is set when diagnostics of any file change next."""
        return self._changed

    def is_held(self, path: Path, change: FileChangeType) -> bool:
        """Return whether the editor's text of a file counts, so that the disk's does not matter."""
        return (
            change is FileChangeType.Changed
            and self.documents.get(path) is not None
            and holds_text(path)
        )

    async def story(self, tracked: Tracked, asked: Asked) -> Story | None:
        """Return what is known of a name in a file as it is now."""
        await self.current(tracked)
        if asked not in tracked.stories:
            documents, heard = self._documents_of(tracked), _listener(tracked)
            try:
                tracked.stories[asked] = await self._worker.do(
                    lambda: tracked.folder.story(documents, asked, heard)
                )
            except OutOfDate:
                return None
        return tracked.stories[asked]

    async def mended(self, tracked: Tracked, path: Path | None) -> Mapping[Path, bytes]:
        """Return what a file, or all, hold when all that can be fixed safely is fixed.

        Raises OutOfDate.

        Files in which nothing is fixed are left out.
        """
        documents, heard = self._documents_of(tracked), _listener(tracked)
        return await self._worker.do(lambda: tracked.folder.mended(documents, path, heard))

    async def silenced(self, tracked: Tracked, path: Path, finding: Finding) -> tuple[Edit, ...]:
        """Return the comment that silences a finding of a file; empty where none can."""
        documents = self._documents_of(tracked)
        return await self._worker.do(lambda: tracked.folder.silenced(documents, path, finding))

    async def fixed(self, tracked: Tracked, finding: Finding, text: str) -> tuple[Edit, ...]:
        """Return the edits of a finding's fix in a file that holds `text`; empty without a fix."""
        return await self._worker.do(lambda: tracked.folder.fixed(finding, text))

    # --- analyses --------------------------------------------------------------------------------

    async def _follow(self, tracked: Tracked) -> None:
        """Analyse until nothing is newer than what was seen; what is out of date is dropped."""
        if tracked.view.report is None and self.client.progress:
            self.background(self._show_progress(tracked))
        while tracked.seen != tracked.wanted:
            wanted = await _at_rest(tracked)
            try:
                documents = self._documents_of(tracked)
                view = await self._worker.do(
                    partial(self._look, tracked, documents, _listener(tracked))
                )
            except OutOfDate:
                continue
            if tracked.wanted == wanted:
                before, tracked.view, tracked.seen = tracked.view, view, wanted
                tracked.stories.clear()
                tracked.settled.set()
                self._tell(tracked, before)

    def _look(self, tracked: Tracked, documents: tuple[Document, ...], heard: OnProgress) -> View:
        """Return the view of a folder, on the worker's thread.

        A crash is shown and ends nothing.
        """
        try:
            encoding = self.documents.encoding
            return look(
                tracked.folder,
                documents,
                tracked.view,
                self.client,
                encoding,
                on_progress=heard,
            )
        except OutOfDate:
            raise
        except Exception as error:
            logger.exception("analysis of %s", tracked.folder.path)
            return replace(tracked.view, refusal=f"internal error: {type(error).__name__}: {error}")

    def _documents_of(self, tracked: Tracked) -> tuple[Document, ...]:
        """Return the open files that an analysis of the folder is to take from the editor."""
        return tuple(
            document
            for document in self.documents
            if document.path.is_relative_to(tracked.folder.root) and holds_text(document.path)
        )

    # --- what the editor is told -----------------------------------------------------------------

    def _tell(self, tracked: Tracked, before: View) -> None:
        """Tell the editor what is new, or to ask for it."""
        view = tracked.view
        changed = {
            path
            for path in before.files | view.files
            if self.owner(path) is tracked and before.diagnostics(path) != view.diagnostics(path)
        }
        if self.client.pulls:
            news = {path for path in changed if not tracked.awaited[path]}
            if self.waits_for_workspace or not self.pulls_workspace:
                news = {path for path in news if self.documents.get(path) is not None}
            if news:
                self._server.workspace_diagnostic_refresh(None)
        else:
            self._publish(changed)
        if changed:
            self._news()
        if self.client.code_lens_refresh and (changed or _entries(before) != _entries(view)):
            self._server.workspace_code_lens_refresh(None)
        self._say(tracked)

    def _news(self) -> None:
        """Wake who waits for the diagnostics of any file to change."""
        self._changed.set()
        self._changed = asyncio.Event()

    def published(self, path: Path) -> None:
        """Publish what is seen of a file, where the editor does not ask for it."""
        if not self.client.pulls:
            self._publish((path,))

    def _publish(self, paths: Iterable[Path]) -> None:
        """Send the diagnostics of files whose diagnostics the editor does not have yet."""
        for path in sorted(paths):
            tracked = self.owner(path)
            shown = tracked.view.diagnostics(path) if tracked is not None else ()
            document = self.documents.get(path)
            uri = self.documents.uri_of(path)
            if shown != self._published.get(uri, ()):
                self._published[uri] = shown
                version = document.version if document is not None else None
                self._server.text_document_publish_diagnostics(
                    PublishDiagnosticsParams(uri, list(shown), version)
                )

    def _say(self, tracked: Tracked) -> None:
        """Say what concerns no single file, once."""
        view = tracked.view
        report = view.report
        problems = [each for each in report.problems if not each.path] if report is not None else []
        notices = report.notices if report is not None else ()
        told = (view.refusal, *(f"{each.message}; {each.mend}" for each in problems), *notices)
        if told == tracked.told:
            return
        if view.refusal and tracked.told[:1] != (view.refusal,):
            self._show(MessageType.Error, f"{tracked.folder.path.name}: {view.refusal}")
        for text in told[1:]:
            if text not in tracked.told:
                text = f"{tracked.folder.path}: {text}"
                self._server.window_log_message(LogMessageParams(MessageType.Info, text))
        tracked.told = told

    def tell(self, text: str) -> None:
        """Show something that the user has asked for."""
        self._show(MessageType.Info, text)

    def show_document(self, place: Location) -> None:
        """Open a place in the editor."""
        self._server.window_show_document(
            ShowDocumentParams(place.uri, take_focus=True, selection=place.range)
        )

    def _show(self, level: MessageType, text: str) -> None:
        self._server.window_show_message(ShowMessageParams(level, f"snapcheck: {text}"))

    async def _show_progress(self, tracked: Tracked) -> None:
        """Show a bar while a folder is analysed for the first time."""
        token = f"snapcheck-{uuid4()}"
        progress = self._server.work_done_progress
        try:
            await asyncio.wait_for(progress.create_async(token), _PATIENCE)
        except (JsonRpcException, TimeoutError):
            return
        if not tracked.settled.is_set():
            title = f"snapcheck: analysing {tracked.folder.path.name}"
            progress.begin(token, WorkDoneProgressBegin(title, percentage=0))
            while not tracked.settled.is_set():
                progress.report(token, report_of(tracked.progress))
                with suppress(TimeoutError):
                    await asyncio.wait_for(tracked.settled.wait(), _BETWEEN_REPORTS)
            progress.end(token, WorkDoneProgressEnd())


def _listener(tracked: Tracked) -> OnProgress:
    """Hear how far an analysis has come, and end one that is out of date.

    The first one goes on: what it finds out is what makes the next ones quick.
    """
    wanted = tracked.wanted

    def heard(progress: Progress) -> None:
        tracked.progress = progress
        if tracked.wanted != wanted and tracked.view.report is not None:
            raise OutOfDate

    return heard


async def _at_rest(tracked: Tracked) -> int:
    """Wait until typing rests, or somebody waits; the count of changes as it is then."""
    while True:
        wanted = tracked.wanted
        with suppress(TimeoutError):
            await asyncio.wait_for(tracked.asked.wait(), _REST if tracked.typing else 0)
        if tracked.wanted == wanted:
            return wanted


def _entries(view: View) -> tuple[EntryPoint, ...]:
    return view.report.entry_points if view.report is not None else ()
