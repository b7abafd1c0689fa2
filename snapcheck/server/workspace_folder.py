"""One folder of the editor's workspace, analysed as `snapcheck check` in that folder would.

The server's event loop calls nothing of this: all of it runs on the one thread that analyses. That
one imports what analyses, too: an editor is answered before it has.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.model import Edit, Finding, Problem, Report, Request
from snapcheck.model.progress import OnProgress
from snapcheck.model.story import Story
from snapcheck.server.documents import Document
from snapcheck.server.settings import Settings

if TYPE_CHECKING:
    from snapcheck.analysis import LiveMemory
    from snapcheck.analysis.explanation import Linked
    from snapcheck.server.readable import Attempt


class Analysed(Struct, frozen=True):
    """What an analysis found, and on which texts.

    `texts` are those of the open files that were analysed: what the editor holds, or, where that
    can't be read, what it held when it last could be. `pages` are the files of the pages of those
    rules that found something.
    """

    report: Report
    texts: Mapping[Path, str]
    pages: Mapping[str, Path]


class Asked(Struct, frozen=True):
    """A name, dotted or none, at a line, from 1, of a file; what a reader points at."""

    path: Path
    line: int
    name: str


class Refused(Exception):
    """An analysis that could not begin: the configuration, a baseline or a setting is wrong."""


class Folder(Struct):
    """A folder of the workspace, or a single file of none; it lives as long as it is open.

    `root` is what paths are relative to, and `path` what is analysed: the folder, or the file.
    """

    root: Path
    path: Path
    settings: Settings = field(default_factory=Settings)
    _known: LiveMemory | None = None
    _linked: Linked | None = None
    _attempts: dict[Path, tuple[str, Attempt]] = field(default_factory=dict)
    _readable: dict[Path, tuple[str, Attempt]] = field(default_factory=dict)

    @property
    def _memory(self) -> LiveMemory:
        """What was found out about the folder so far."""
        from snapcheck.analysis import LiveMemory

        if self._known is None:
            self._known = LiveMemory()
        return self._known

    def report(
        self, documents: Iterable[Document], on_progress: OnProgress | None = None
    ) -> Analysed:
        """Analyse the folder with these texts in place of what the disk holds. Raises Refused.

        `on_progress` hears how far the analysis has come, and may end it by an error of its own.
        """
        from snapcheck import analysis, knowledge

        self._linked = None
        overlay, texts, problems = self._taken(documents)
        request = replace(self._request(), overlay=overlay)
        try:
            report = analysis.check(request, memory=self._memory, on_progress=on_progress)
        except (analysis.UsageError, knowledge.KnowledgeError) as error:
            raise Refused(_told(error)) from error
        if problems:
            report = replace(report, problems=tuple(sorted({*report.problems, *problems})))
        found = {finding.rule for finding in report.findings}
        pages = {
            rule.code: page
            for rule in report.rules
            if rule.code in found
            and (page := knowledge.page_file(rule, request.knowledge)) is not None
        }
        return Analysed(report, texts, pages)

    def story(
        self, documents: Iterable[Document], asked: Asked, on_progress: OnProgress
    ) -> Story | None:
        """Return what is known of a name, or of its line; None where that is nothing.

        The program that was linked last is asked, as long as it is of the newest report.
        """
        from snapcheck import analysis, knowledge
        from snapcheck.analysis.explanation import linked, story_of

        shown = self.shown(asked.path)
        try:
            if self._linked is None or not self._linked.runs(shown):
                overlay, _, _ = self._taken(documents)
                request = replace(self._request(), overlay=overlay)
                self._linked = linked(request, shown, self._memory, on_progress)
            return story_of(self._linked, shown, asked.line, asked.name)
        except (analysis.UsageError, knowledge.KnowledgeError, Refused):
            return None

    def mended(
        self, documents: Iterable[Document], path: Path | None, on_progress: OnProgress
    ) -> Mapping[Path, bytes]:
        """Return the files after all safe fixes, in one of them or in all."""
        from snapcheck import analysis, knowledge
        from snapcheck.analysis.fixes import repair

        overlay, _, _ = self._taken(documents)
        try:
            request = replace(self._request(), overlay=overlay)
            repaired = repair(
                request,
                unsafe=False,
                only=None if path is None else (path,),
                memory=self._memory,
                on_progress=on_progress,
            )
        except (analysis.UsageError, knowledge.KnowledgeError, Refused):
            return {}
        return {changed: after for changed, (_, after) in repaired.changes.items()}

    def fixed(self, finding: Finding, text: str) -> tuple[Edit, ...]:
        """Return the edits of a finding's fix in a file that holds `text`; empty without a fix."""
        from snapcheck.analysis.edits import with_its_edits
        from snapcheck.knowledge import KnowledgeError

        try:
            fix = with_its_edits(finding, text, self._request()).fix
        except (KnowledgeError, Refused):
            return ()
        return fix.edits if fix is not None else ()

    def silenced(
        self, documents: tuple[Document, ...], path: Path, finding: Finding
    ) -> tuple[Edit, ...]:
        """Return the comment that silences a finding of a file; empty where none can."""
        from snapcheck.fix.ignore_comment import first_line, holds_in_python, ignore_edit

        _, texts, _ = self._taken(documents)
        text = texts.get(path)
        if text is None:
            return ()
        if path.suffix == ".py":
            edit = ignore_edit(finding, text, holds_in_python, first_line(finding, text))
            return (edit,) if edit is not None else ()

        def holds(tried: str, _: Finding) -> bool:
            others = [each for each in documents if each.path != path]
            changed = [replace(each, text=tried) for each in documents if each.path == path]
            report = self.report([*others, *changed]).report
            return any(
                each.finding.fingerprint == finding.fingerprint for each in report.suppressed
            )

        edit = ignore_edit(finding, text, holds, finding.span.line)
        return (edit,) if edit is not None else ()

    def shown(self, path: Path) -> str:
        """Return the path of a file as reports show it."""
        from snapcheck import analysis

        return analysis.relative(path, self.root)

    def place(self, shown: str) -> Path:
        """Return the file that a path in a report means."""
        return Path(os.path.normpath(self.root / shown))

    def _request(self) -> Request:
        """Return what the configuration and the settings ask for, read anew each time.

        Raises Refused.
        """
        from snapcheck import config, knowledge
        from snapcheck.config.request import config_of, request_of
        from snapcheck.suppress import baseline

        try:
            typed = self.settings.typed(self.path, self.root)
            found = config_of(typed, self.root)
            config.check_codes(found, knowledge.load(more=found.own_rules).rules)
            request = request_of(typed, found, self.root)
            if found.baseline is not None:
                known = baseline.read(found.folder / found.baseline)
                request = replace(request, baseline=known)
        except (config.ConfigError, baseline.BaselineError, knowledge.KnowledgeError) as error:
            raise Refused(_told(error)) from error
        return request

    def _taken(
        self, documents: Iterable[Document]
    ) -> tuple[tuple[tuple[Path, bytes], ...], dict[Path, str], list[Problem]]:
        """Return the bytes of open files, their texts, and what can't be read of them."""
        overlay: list[tuple[Path, bytes]] = []
        texts: dict[Path, str] = {}
        problems: list[Problem] = []
        for document in documents:
            text, tried = self._tried(document)
            if tried.problem is not None and document.path in self._readable:
                problems.append(tried.problem)
                text, tried = self._readable[document.path]
            elif tried.problem is None:
                self._readable[document.path] = text, tried
            overlay.append((document.path, tried.source))
            texts[document.path] = text
        for closed in self._attempts.keys() - texts.keys():
            del self._attempts[closed]
            self._readable.pop(closed, None)
        return tuple(overlay), texts, problems

    def _tried(self, document: Document) -> tuple[str, Attempt]:
        """Return the document's text and whether it can be read.

        The same text is tried only once.
        """
        from snapcheck.server.readable import attempt

        known = self._attempts.get(document.path)
        if known is None or known[0] != document.text:
            tried = attempt(document.path, self.root, document.text, self._memory.known_links.reads)
            known = document.text, tried
            self._attempts[document.path] = known
        return known


def _told(error: Exception) -> str:
    """Return all mistakes on one line."""
    return "; ".join(getattr(error, "mistakes", ())) or str(error)
