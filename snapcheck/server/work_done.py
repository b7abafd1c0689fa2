"""How far the first analysis of a folder has come, as the editor shows it."""

from __future__ import annotations

from lsprotocol.types import WorkDoneProgressReport

from snapcheck.model.progress import Progress, Stage

# What a stage counts, the percentage that it begins at, and how many of them it takes.
_STAGES = {
    Stage.FIND: ("files", 0, 0),
    Stage.READ: ("files", 0, 20),
    Stage.FOLLOW: ("programs", 20, 70),
    Stage.CHECK: ("files", 90, 10),
}


def report_of(progress: Progress | None) -> WorkDoneProgressReport:
    """Return what to show of it; nothing new where nothing can be counted."""
    if progress is None or not progress.total:
        return WorkDoneProgressReport()
    counted, begins, takes = _STAGES[progress.stage]
    return WorkDoneProgressReport(
        message=f"{progress.done} of {progress.total} {counted}",
        percentage=begins + takes * progress.done // progress.total,
    )
