"""Which first-party modules import which: the edges between the files of all programs."""

from __future__ import annotations

from collections.abc import Mapping

from snapcheck.analysis.driver import Followed
from snapcheck.analysis.partitions import files_of
from snapcheck.analysis.survey import Survey
from snapcheck.link.imports import Finder, MoreRoots
from snapcheck.model import EntryPoint


def module_imports(
    surveyed: Survey, followed: Followed, entries: tuple[EntryPoint, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Return the files that each file of a program imports, by what its imports spell out.

    A module that is imported by a computed name has no edge that leads to it.
    """
    task = surveyed.task
    finder = Finder(task.sources.file, task.sources.is_folder, task.known.libraries)
    more = MoreRoots(task.request.source_roots, surveyed.partitioning.found)
    modules = followed.modules
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        waiting = [(entry.path, more.around(entry.path, entry.roots))]
        while waiting:
            path, search = waiting.pop()
            # As when it is linked: a module is resolved as for its first importer.
            if path in found or path not in modules:
                continue
            search = more.of(path, search)
            files = {
                file
                for each in surveyed.scans.imports(path)
                for file in files_of(each, path, search, finder)
            }
            found[path] = tuple(sorted((files & modules) - {path}))
            waiting.extend([(each, search) for each in found[path]])
    return found
