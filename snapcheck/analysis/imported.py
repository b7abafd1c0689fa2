"""Which first-party modules import which: the edges between the files of all programs."""

from __future__ import annotations

from collections.abc import Mapping

from snapcheck.analysis.driver import Followed
from snapcheck.analysis.partitions import files_of
from snapcheck.analysis.survey import Survey
from snapcheck.link.imports import Finder, ancestors
from snapcheck.model import EntryPoint


def module_imports(
    surveyed: Survey, followed: Followed, entries: tuple[EntryPoint, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Return the files that each file of a program imports, by what its imports spell out.

    A module that is imported by a computed name has no edge that leads to it.
    """
    finder = Finder(surveyed.task.sources.file, surveyed.task.sources.is_folder)
    modules = followed.modules
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        search = entry.roots or ancestors(entry.path)
        waiting = [entry.path]
        while waiting:
            path = waiting.pop()
            # As when it is linked: a module is resolved as for its first importer.
            if path in found or path not in modules:
                continue
            files = {
                file
                for each in surveyed.scans.imports(path)
                for file in files_of(each, path, search, finder)
            }
            found[path] = tuple(sorted((files & modules) - {path}))
            waiting.extend(found[path])
    return found
