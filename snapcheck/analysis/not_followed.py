"""What `snapcheck why` says of imports that were not followed."""

from __future__ import annotations

from collections.abc import Iterable

from snapcheck import facts
from snapcheck.analysis.survey import Survey
from snapcheck.link.syntax import nodes


def not_followed(surveyed: Survey, module: facts.ModuleFacts, numbers: Iterable[int]) -> str:
    """Return that sites import, or use, what was not followed; empty where they do not."""
    here = set(numbers)
    doubtful = {
        each.module: each.candidates
        for each in surveyed.partitioning.unfollowed
        if each.importer == module.path
    }
    if not doubtful:
        return ""
    bodies = (module.body, *[function.body for function in module.functions])
    imports: list[facts.Import | facts.ImportFrom] = []
    imports.extend(nodes(bodies, facts.ImportFrom))
    imports.extend(nodes(bodies, facts.Import))
    used = {name.name for name in nodes(bodies, facts.Name) if name.site in here}
    for each in imports:
        candidates = doubtful.get(each.module)
        if candidates and (each.site in here or used.intersection(_names_of(each))):
            files = " or ".join(candidates)
            return (
                f"Silent: the import of `{each.module}` was not followed: it may be {files}. "
                "Name the folder that it is imported from in source-roots."
            )
    return ""


def _names_of(imported: facts.Import | facts.ImportFrom) -> set[str]:
    if isinstance(imported, facts.ImportFrom):
        return {bound for _, bound in imported.names}
    return {imported.bound or imported.module.partition(".")[0]}
