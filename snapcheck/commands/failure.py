"""How a run ends that can't go on: exit codes, and errors of one line with cause and mend."""

from __future__ import annotations

import os
from collections.abc import Collection

import click

EXIT_FINDINGS = 1
EXIT_INCOMPLETE = 2
EXIT_CODES = """
\b
Exit codes:
  0  nothing at or above the --fail-on level
  1  findings
  2  something could not be analysed, or the call was wrong"""
"""What the help of a command that finds something says of them."""

# Under this key a context says whether the traceback of an internal error is to be shown.
VERBOSE = "snapcheck.verbose"


class Failure(click.ClickException):
    """A run that can't go on; the message names the cause and the mend."""

    exit_code = EXIT_INCOMPLETE


def nearest(word: str, known: Collection[str], otherwise: str = "") -> str:
    """Return the end of a message about an unknown word: the nearest known one, or all.

    `otherwise` says where all are listed, if they are too many to name.
    """
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1)
    if close:
        return f"; did you mean '{by_lower[close[0]]}'?"
    return otherwise or f"; known: {', '.join(known)}."


def beside(file: str) -> str:
    """Return the end of a message about a file that is not there: what nearly has its name."""
    folder, name = os.path.split(file)
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return "."
    near = nearest(name, names, otherwise=".")
    return near.replace("'", f"'{os.path.join(folder, '')}", 1)
