"""What the editor is to show of one analysis."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from lsprotocol.types import Diagnostic
from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck import config
from snapcheck.model import Finding, Report
from snapcheck.model.progress import OnProgress
from snapcheck.server.client import Client
from snapcheck.server.diagnostics import of_finding, of_problem, of_refusal
from snapcheck.server.documents import Document
from snapcheck.server.locations import Locations
from snapcheck.server.workspace_folder import Folder, Refused


class Shown(Struct, frozen=True):
    """A finding as the editor shows it."""

    finding: Finding
    diagnostic: Diagnostic


class View(Struct, frozen=True):
    """The diagnostics and findings of a folder, by file.

    `refusal` says why the newest analysis could not begin, and `refused_in` is the file that it
    is about, if it is about one; the rest is of the analysis before, or None and empty.
    """

    report: Report | None = None
    places: Locations | None = None
    findings: Mapping[Path, tuple[Shown, ...]] = field(default_factory=dict)
    found: Mapping[Path, tuple[Diagnostic, ...]] = field(default_factory=dict)
    refusal: str = ""
    refused_in: Path | None = None

    @property
    def files(self) -> frozenset[Path]:
        """The files that have diagnostics."""
        refused = () if self.refused_in is None else (self.refused_in,)
        return frozenset((*self.found, *refused))

    def diagnostics(self, path: Path) -> tuple[Diagnostic, ...]:
        """Return all that is to be shown in a file."""
        here = self.found.get(path, ())
        return (of_refusal(self.refusal), *here) if path == self.refused_in else here

    def result_id(self, path: Path) -> str:
        """Return a name for the diagnostics of a file, the same for equal ones."""
        return hashlib.sha256(repr(self.diagnostics(path)).encode()).hexdigest()[:16]


def look(
    folder: Folder,
    documents: tuple[Document, ...],
    before: View,
    client: Client,
    encoding: str,
    *,
    on_progress: OnProgress,
) -> View:
    """Analyse a folder with the texts of its open files, and view what was found."""
    try:
        analysed = folder.report(documents, on_progress)
    except Refused as why:
        return replace(before, refusal=str(why), refused_in=config.nearest_file(folder.root))
    known = before.places.known if before.places is not None else {}
    places = Locations(folder, analysed, documents, encoding, known)
    findings: dict[Path, list[Shown]] = {}
    found: dict[Path, list[Diagnostic]] = {}
    rules = {rule.code: rule for rule in analysed.report.rules}
    for finding in analysed.report.findings:
        path = places.file(finding.span.path)
        shown = Shown(
            finding, of_finding(finding, rules[finding.rule], places, client, analysed.pages)
        )
        findings.setdefault(path, []).append(shown)
        found.setdefault(path, []).append(shown.diagnostic)
    for problem in analysed.report.problems:
        path = places.file(problem.path)
        if os.path.isfile(path):
            found.setdefault(path, []).append(of_problem(problem, places))
    return View(
        analysed.report,
        places,
        {path: tuple(here) for path, here in findings.items()},
        {path: tuple(here) for path, here in found.items()},
    )
