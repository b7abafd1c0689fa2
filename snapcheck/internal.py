"""Internal failures: a problem of what was worked on, so that the rest is analysed all the same."""

from __future__ import annotations

from snapcheck.model import Problem, ProblemKind

LOGGER = "snapcheck"
"""The logger that gets the tracebacks of internal failures, at level DEBUG."""

OUT_OF_MEMORY = "needs more memory than there is"
"""How the message of a problem ends that more memory would mend."""

_LONGEST = 200


def internal_problem(path: str, doing: str, error: Exception) -> Problem:
    """Return the problem that an error of snapcheck's own ended what it was `doing` with `path`.

    The traceback goes to the log, which --traceback shows.
    """
    import logging  # takes a while, and most runs never get here

    logging.getLogger(LOGGER).debug("%s: %s", path, doing, exc_info=error)
    if isinstance(error, MemoryError):
        return Problem(
            path,
            0,
            f"{doing} {OUT_OF_MEMORY}",
            "exclude what is large, or allow it more memory",
            repeatable=False,
            kind=ProblemKind.LIMIT,
        )
    text = " ".join(str(error).split())[:_LONGEST]
    cause = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return Problem(
        path,
        0,
        f"internal error while {doing}: {cause}",
        "run with --traceback, and report it as a bug",
        repeatable=False,
        kind=ProblemKind.INTERNAL,
    )
