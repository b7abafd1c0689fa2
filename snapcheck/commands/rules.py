"""`snapcheck rules` and `snapcheck rule`: what is known, shown to people and programs."""

from __future__ import annotations

import click

from snapcheck.commands.failure import Failure, nearest
from snapcheck.commands.options import offered, verbose_option
from snapcheck.commands.run import knowledge_of

_form_option = click.option(
    "-f",
    "--output-format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to show it.",
)


@click.command()
@_form_option
@verbose_option
def rules(form: str) -> None:
    """List all rules."""
    from snapcheck.commands.output import show
    from snapcheck.report.rule_pages import render_rules

    show(render_rules(knowledge_of().rules.values(), form))


@click.command(short_help="Show one rule's page.", epilog="Example: snapcheck rule SNAP201")
@click.argument("code", shell_complete=offered("codes"))
@_form_option
@verbose_option
def rule(code: str, form: str) -> None:
    """Show the page of the rule CODE: what it finds, why that is wrong, what to do instead.

    CODE is a rule's code or its name.
    """
    from snapcheck.commands.output import show
    from snapcheck.report.rule_pages import render_rule

    known = knowledge_of().rules
    words = {**{rule.name: rule for rule in known.values()}, **known}
    found = words.get(code.upper()) or words.get(code.lower())
    if found is None:
        raise Failure(f"unknown rule '{code}'{nearest(code, list(words))}")
    show(render_rule(found, form))
