"""What could not be analysed, and what is not known of a program."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ProblemKind(StrEnum):
    """What kind of problem it is; the names are stable, and a baseline can accept most of them."""

    MISSING_PATH = "missing-path"
    """A path that was named is not there, or holds nothing to analyse."""
    UNREADABLE_PATH = "unreadable-path"
    """A file or folder that was found can't be looked at."""
    UNREADABLE_FILE = "unreadable-file"
    """A Python file that is no Python, or no text."""
    UNREADABLE_TEMPLATE = "unreadable-template"
    """A deployment file that can't be read, or contradicts itself."""
    MISSING_HANDLER = "missing-handler"
    """A function whose file, or whose function in it, does not exist."""
    UNKNOWN_HANDLER = "unknown-handler"
    """A function whose handler or code another program fills in."""
    CODE_OUTSIDE = "code-outside"
    """A function whose code lies outside of what is analysed."""
    NO_ENTRY_POINT = "no-entry-point"
    """No function of the code is one that Lambda calls."""
    NOT_FIXED = "not-fixed"
    """A file that could not be fixed."""
    NOT_RUN = "not-run"
    """An entry point that could not be run."""
    LIMIT = "limit-met"
    """A program that takes more time or memory than it may."""
    INTERNAL = "internal-error"
    """A failure of snapcheck's own."""


class Problem(Struct, frozen=True, gc=False, order=True):
    """Something that could not be analysed, and why. Problems raise the exit code to 2.

    `path` is relative to the analysed root, or the path as the user wrote it; `line` counts
    from 1 and is 0 where no line is known. `mend` says what the user can do. Another run need not
    meet one that is not `repeatable`: an internal failure, or a limit of time or memory. No result
    with such a problem is cached or compared with that of another run. With its `kind` and path,
    `subject` tells it from others without a line: a function and its handler, for instance.
    """

    path: str
    line: int
    message: str
    mend: str
    repeatable: bool = True
    kind: ProblemKind = ProblemKind.UNREADABLE_PATH
    subject: str = ""

    @property
    def is_acceptable(self) -> bool:
        """Return whether a baseline may accept it: it is there again, and not a wrong call."""
        wrong_call = self.kind in (ProblemKind.MISSING_PATH, ProblemKind.NO_ENTRY_POINT)
        return self.repeatable and not wrong_call


class Unreached(Struct, frozen=True, order=True):
    """A Python file that no entry point reaches, and why it was taken for none itself."""

    path: str
    reason: str


class Coverage(Struct, frozen=True, gc=False, order=True):
    """What is not known of the program of the function `function` in `path`.

    `problems` are those of files that it runs; `doubts` say of bounds that were met, and of
    first-party imports that were not followed, with their places. `packages` are the third-party
    packages that it imports and that no row of the knowledge base is about.
    """

    path: str
    function: str
    problems: tuple[Problem, ...] = ()
    doubts: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
