"""A request's files, read and linked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from snapcheck import knowledge
from snapcheck.analysis.entries import configured, find_entry_points, hooking, missing, programs
from snapcheck.analysis.sources import Sources
from snapcheck.analysis.usage import UsageError
from snapcheck.deployed import Declared
from snapcheck.discover import deployments
from snapcheck.discover.files import Tree
from snapcheck.discover.held import holding
from snapcheck.knowledge import Knowledge
from snapcheck.link.infer import NoEnvironment
from snapcheck.link.phases import link
from snapcheck.link.program import Program
from snapcheck.model import (
    EntryPoint,
    Problem,
    Request,
    Rule,
)
from snapcheck.selection import files_of


def select_rules(
    rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]
) -> list[Rule]:
    """The rules that run: those selected (all, if none is) without those ignored, by code.

    Codes may be prefixes (`SNAP2`). Raises UsageError for one that no rule has.
    """
    for code in (*select, *ignore):
        if not code or not any(known.startswith(code) for known in rules):
            near = get_close_matches(code, rules, 1, 0.4)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"unknown rule code {code!r}{hint} (`snapcheck rules` lists them)")
    return [
        rule
        for code, rule in sorted(rules.items())
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
    ]


@dataclass(frozen=True, slots=True)
class Linked:
    """A request's files, read and linked."""

    known: Mapping[str, Rule]
    rules: list[Rule]
    tree: Tree
    sources: Sources
    declared: Declared
    program: Program
    problems: list[Problem]


def linked(request: Request) -> Linked:
    """Find, read and link what `request` names. Raises UsageError if it makes no sense."""
    known = knowledge.load(more=request.knowledge)
    rules = select_rules(known.rules, request.select, request.ignore)
    named = [configured(request, text) for text in request.entry_points]
    with holding(request.overlay):
        return _linked(request, known, rules, named)


def _linked(
    request: Request, known: Knowledge, rules: list[Rule], named: list[EntryPoint]
) -> Linked:
    tree = files_of(request)
    sources = Sources(
        request.root,
        tree,
        tuple(Path(os.path.abspath(path)) for path in request.paths if path.is_dir()),
    )
    for file, source in request.overlay:
        sources.replace(file, source)
    declared = deployments.declared(tree.templates, request.root, programs(sources))
    sources.embed(declared.embedded)
    entries = find_entry_points(request, declared, sources, named)
    try:
        program = link(
            entries,
            known,
            sources.finder(),
            sources.facts,
            hooking(known, sources),
            request.environment,
        )
    except NoEnvironment as error:
        raise UsageError(str(error)) from error
    problems = [*declared.problems, *missing(program.missing)]
    return Linked(known.rules, rules, tree, sources, declared, program, problems)
