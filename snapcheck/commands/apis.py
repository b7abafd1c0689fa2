"""`snapcheck api` and `snapcheck apis`: what is known of a name, and of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from snapcheck.commands.failure import Failure, nearest
from snapcheck.commands.options import (
    config_option,
    form_option,
    isolated_option,
    offered,
    verbose_option,
)
from snapcheck.commands.run import configuration, knowledge_of
from snapcheck.config.request import Typed

if TYPE_CHECKING:
    from snapcheck.knowledge import Knowledge

_form_option = form_option()


@click.command(
    short_help="Tell what is known of a library's function.",
    epilog="""\b
Examples:
  snapcheck api psycopg2.connect
  snapcheck api get_parameter""",
)
@click.argument("name", shell_complete=offered("apis"))
@_form_option
@config_option
@isolated_option
@verbose_option
def api(name: str, form: str, config_file: str | None, isolated: bool) -> None:
    """Tell what is known of the API NAME: how it behaves over a snapshot, and who says so.

    NAME is a dotted name, `redis.Redis`, or the last part of some. Rows of your own count too.
    """
    from snapcheck.commands.output import show, terminal_width
    from snapcheck.report.apis import render_api

    known = _known(config_file, isolated)
    written = name.strip().removesuffix("()")
    names = [written] if written in known.apis else _ending(written, known)
    rows = [row for each in names for row in known.apis[each]]
    uses = known.flows.of(written) if "." in written else ()
    if not rows and not uses:
        raise Failure(
            f"nothing is known of '{name}': its own code counts, where that is found"
            f"{_near(written, known)}"
        )
    show(render_api(rows, uses, form, terminal_width()))


@click.command(
    short_help="List what is known of a library.",
    epilog="""\b
Examples:
  snapcheck apis
  snapcheck apis redis""",
)
@click.argument("library", required=False, shell_complete=offered("libraries"))
@_form_option
@config_option
@isolated_option
@verbose_option
def apis(library: str | None, form: str, config_file: str | None, isolated: bool) -> None:
    """List the libraries of which something is known, or what is known of LIBRARY."""
    from snapcheck.commands.output import show, terminal_width
    from snapcheck.report.apis import libraries, render_libraries, render_library

    found = libraries(_known(config_file, isolated))
    if library is None:
        show(render_libraries(found, form))
        return
    by_lower = {name.lower(): rows for name, rows in found.items()}
    rows = by_lower.get(library.lower()) or [
        row for rows in found.values() for row in rows if row.name.startswith(f"{library}.")
    ]
    if not rows:
        raise Failure(f"nothing is known of a library '{library}'{nearest(library, list(found))}")
    show(render_library(rows, form, terminal_width()))


def _known(config_file: str | None, isolated: bool) -> Knowledge:
    typed = Typed((".",), config_file=config_file, isolated=isolated)
    return knowledge_of(configuration(typed).own_rules)


def _ending(name: str, known: Knowledge) -> list[str]:
    """Return the names that end with a name, as `get_parameter`."""
    return sorted(each for each in known.apis if each.endswith(f".{name}"))


def _near(name: str, known: Knowledge) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known.apis, n=3, cutoff=0.7)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    return "; `snapcheck apis` lists the libraries that are known"
