"""`snapcheck rules` and `snapcheck rule`: what is known, and rules of one's own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from snapcheck.commands.failure import EXIT_FINDINGS, Failure, nearest
from snapcheck.commands.options import form_option, offered, verbose_option
from snapcheck.commands.run import knowledge_of, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from snapcheck.model import Rule

_CODE = re.compile(r"[A-Z]{2,12}\d{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_LISTED = "; `snapcheck rules` lists them"

_form_option = form_option("markdown")


@click.group(
    invoke_without_command=True, short_help="List all rules; write and test rules of your own."
)
@_form_option
@verbose_option
@click.pass_context
def rules(ctx: click.Context, form: str) -> None:
    """List all rules, or write and test rules of your own.

    Without a command it lists the rules that come with snapcheck, and those that the configuration
    names.
    """
    if ctx.invoked_subcommand is not None:
        return
    from snapcheck.commands.output import show, terminal_width
    from snapcheck.report.rule_pages import render_rules

    show(render_rules(knowledge_of(_own_rules()).rules.values(), form, terminal_width()))


@rules.command(epilog="Example: snapcheck rules new ACME101 --check flagged --folder own")
@click.argument("code")
@click.option(
    "--check",
    "shape",
    required=True,
    shell_complete=offered("shapes"),
    help="What the rule asks, as `kept`, `flagged` or `hooks-late`.",
)
@click.option("--name", help="The rule's name, as `legacy-call`; by default `own-CHECK`.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False),
    help="The folder of rules to write to; by default the first one that the configuration names.",
)
@verbose_option
def new(code: str, shape: str, name: str | None, folder: str | None) -> int:
    """Write the page of a new rule CODE, with examples that pass, to be changed into your own."""
    from pathlib import Path

    from snapcheck import knowledge

    if not _CODE.fullmatch(code):
        raise Failure(f"'{code}' is no code: two to twelve capital letters and three digits")
    name = name or f"own-{shape}"
    if not _NAME.fullmatch(name):
        raise Failure(f"'{name}' is no name: lower-case words with hyphens between them")
    patterns = knowledge.patterns()
    if shape not in patterns:
        raise Failure(f"unknown check '{shape}'{nearest(shape, sorted(patterns))}")
    place = Path(folder) if folder is not None else _own_folder()
    if known := sorted(place.glob(f"{code}-*.md")):
        raise Failure(f"{code} has a page already: {known[0]}")
    place.mkdir(parents=True, exist_ok=True)
    page = place / f"{code}-{name}.md"
    page.write_text(_page(patterns[shape], shape, code, name), encoding="utf-8")
    click.echo(f"wrote {page}; `snapcheck rules test {place}` runs its examples.")
    return 0


def _own_rules() -> tuple[Path, ...]:
    """Return the folders of rules that the configuration here names; none where it is wrong."""
    from snapcheck.commands.run import configuration
    from snapcheck.config.request import Typed

    try:
        return configuration(Typed((".",))).own_rules
    except Failure:  # `check` tells
        return ()


def _own_folder() -> Path:
    from snapcheck.commands.run import configuration
    from snapcheck.config.request import Typed

    own = configuration(Typed((".",))).own_rules
    if not own:
        raise Failure("no folder of your own rules is configured; name one with --folder")
    return own[0]


def _page(pattern: Path, shape: str, code: str, name: str) -> str:
    """Return the text of a pattern's page under another code and name."""
    text = pattern.read_text(encoding="utf-8").replace(pattern.name.partition("-")[0], code)
    return text.replace(f'name = "{shape}"', f'name = "{name}"', 1)


@rules.command(epilog="Example: snapcheck rules test own")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@verbose_option
def test(folder: str) -> int:
    """Run the examples of the rules in FOLDER: what a page says must be what is reported.

    The exit code is 0 if all examples pass, and 1 if any fails or a file has a mistake.
    """
    from pathlib import Path

    from snapcheck import config, knowledge
    from snapcheck.report.inert import inert_page

    place = Path(folder)
    try:
        own = config.find(place.absolute()).own_rules
        more = own if place.resolve() in [each.resolve() for each in own] else (*own, place)
        known = knowledge.load(more=more)
    except config.ConfigError as error:
        raise Failure(str(error)) from error
    except knowledge.KnowledgeError as error:
        for mistake in error.mistakes:
            click.echo(inert_page(mistake))
        return EXIT_FINDINGS
    pages = {place / f"{rule.code}-{rule.name}.md": rule for rule in known.rules.values()}
    tested = {page: rule for page, rule in pages.items() if os.path.isfile(page)}
    if not tested:
        raise Failure(f"{folder} has no rules: their pages are called CODE-name.md")
    failed = 0
    for page, rule in tested.items():
        for lines in _failures(page, rule, more):
            click.echo(inert_page(lines))
            failed += 1
    examples = sum(len(rule.examples) for rule in tested.values())
    rules = "1 rule" if len(tested) == 1 else f"{len(tested)} rules"
    say(f"{examples - failed} of {examples} examples of {rules} pass.")
    return EXIT_FINDINGS if failed else 0


def _failures(page: Path, rule: Rule, more: tuple[Path, ...]) -> Iterator[str]:
    """Yield what is wrong with each example that fails, one a line."""
    from snapcheck.analysis.examples import mistakes

    for example in rule.examples:
        found = mistakes(rule, example, more)
        if found:
            yield "\n".join(f"{page}:{mistake.line}: {mistake.text}" for mistake in found)


@click.command(short_help="Show one rule's page.", epilog="Example: snapcheck rule SNAP201")
@click.argument("code", shell_complete=offered("codes"))
@_form_option
@verbose_option
def rule(code: str, form: str) -> None:
    """Show the page of the rule CODE: what it finds, why that is wrong, what to do instead.

    CODE is a rule's code or its name.
    """
    from snapcheck.commands.output import colour_of, show, terminal_width
    from snapcheck.report.rule_pages import render_rule

    known = knowledge_of(_own_rules()).rules
    words = {**{rule.name: rule for rule in known.values()}, **known}
    found = words.get(code.upper()) or words.get(code.lower())
    if found is None:
        raise Failure(f"unknown rule '{code}'{nearest(code, words, _LISTED)}")
    colour = form == "text" and colour_of("auto")
    show(render_rule(found, form, colour=colour, width=terminal_width() or 100), colour)
