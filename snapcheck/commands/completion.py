"""What a shell offers when a word is begun: rule codes, formats, files."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem, FishComplete, add_completion_class

from snapcheck.commands.failure import Failure
from snapcheck.commands.run import configuration, knowledge_of
from snapcheck.config.request import Typed


class _Fish(FishComplete):
    """Values and descriptions with commas: click's own script ends them at the first."""

    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split -m 1 ","'
    )


def prepare() -> None:
    """Be ready to answer a shell."""
    add_completion_class(_Fish)


def codes(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the codes of rules that begin so, and their names where a name is begun."""
    known = list(_rules())
    by_code = [(code, text) for code, _, text in known if code.startswith(begun.upper())]
    by_name = [(name, text) for _, name, text in known if begun and name.startswith(begun.lower())]
    return [CompletionItem(word, help=text) for word, text in by_code or by_name]


def code_lists(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete lists of codes, the last one of which is begun: `SNAP1,SNAP20`."""
    before, comma, last = begun.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{code}", help=text)
        for code, _, text in _rules()
        if code.startswith(last.upper())
    ]


def shapes(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete what a new rule may ask."""
    from snapcheck import knowledge

    return [CompletionItem(shape) for shape in knowledge.patterns() if shape.startswith(begun)]


def formats(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the formats of reports that begin so."""
    from snapcheck.commands.output import FORMATS

    return [CompletionItem(form) for form in FORMATS if form.startswith(begun)]


def apis(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the names of APIs that begin so."""
    known = knowledge_of().apis
    return [CompletionItem(name) for name in sorted(known) if name.startswith(begun)]


def libraries(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the libraries of which something is known that begin so."""
    found = {row.library for rows in knowledge_of().apis.values() for row in rows}
    return [CompletionItem(name) for name in sorted(found) if name.startswith(begun)]


def files(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Complete with whatever files the shell itself finds."""
    return [CompletionItem(begun, type="file")]


def _rules() -> Iterator[tuple[str, str, str]]:
    """Yield code, name and summary of all rules, those of the user's own included."""
    try:
        known = knowledge_of(configuration(Typed((".",))).own_rules)
    except Failure:  # is told by the command, not while it is typed
        known = knowledge_of()
    for rule in known.rules.values():
        yield rule.code, rule.name, rule.summary
