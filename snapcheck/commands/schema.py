"""`snapcheck schema`: the JSON schemas of what snapcheck reads and writes."""

from __future__ import annotations

import click

from snapcheck.commands.options import verbose_option


@click.command(
    short_help="Show the JSON schema of the configuration.",
    epilog="Example: snapcheck schema > snapcheck.schema.json",
)
@click.argument("what", type=click.Choice(["configuration", "report"]), default="configuration")
@verbose_option
def schema(what: str) -> None:
    """Show a JSON schema: of the configuration, for editors, or of what `-f json` writes."""
    from pathlib import Path

    from snapcheck import report
    from snapcheck.commands.output import show
    from snapcheck.config import schema as of_configuration

    if what == "configuration":
        show(of_configuration.render())
    else:
        show((Path(report.__file__).parent / "report-1.schema.json").read_text(encoding="utf-8"))
