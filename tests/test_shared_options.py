"""What commands have in common: options of one name are one option, wherever they make sense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

import click
import pytest

from snapcheck.cli import COMMANDS, cli

ANALYSING = ("check", "why", "entry-points", "baseline write", "baseline prune", "verify")
"""They analyse a program of the user's, by its configuration."""

REPORTING = ("check", "baseline write", "baseline prune", "verify", "audit")
"""What they say depends on which findings are wanted."""

JUDGING = ("check", "verify", "audit", "fleet check")
"""Their exit code says whether something was found."""

RUNNING = (*ANALYSING, "audit", "fleet check")

SHARED: Mapping[str, tuple[str, ...]] = {
    # `verify` names entry points as its targets, and its --python runs the code.
    "--entry-point": tuple(set(ANALYSING) - {"verify"}),
    "--python": tuple({*ANALYSING, "audit"} - {"verify"}),
    "--exclude": ANALYSING,
    "--only-snapstart": (*ANALYSING, "fleet check"),
    "--include-vendored": ANALYSING,
    "--config": ANALYSING,
    "--isolated": ANALYSING,
    "--select": (*REPORTING, "fleet check"),
    "--ignore": (*REPORTING, "fleet check"),
    "--min-confidence": (*REPORTING, "fleet check"),
    "--extend-select": REPORTING,
    "--min-level": REPORTING,
    "--no-screen": ("check", "baseline write", "baseline prune"),
    "--fail-on": JUDGING,
    "--exit-zero": JUDGING,
    # What an audit can't read is a notice.
    "--allow-problems": ("check", "baseline write", "baseline prune", "verify", "fleet check"),
    # An audit goes through one distribution after the other, and `why` follows one program.
    "--jobs": ("check", "entry-points", "baseline write", "baseline prune", "verify"),
    "--no-cache": ("check", "baseline write", "baseline prune", "verify", "fleet check"),
    "--cache-dir": ("check", "baseline write", "baseline prune", "verify", "fleet check"),
    "--program-timeout": ("check", "baseline write", "baseline prune", "verify"),
    "--quiet": RUNNING,
    "-q": RUNNING,
    # Lists and files are not coloured.
    "--color": ("check", "why", "verify", "audit"),
    "--output-format": ("check", "entry-points", "verify", "audit", "fleet check", "rules", "rule"),
}
"""Which commands have each shared option."""

OF_THE_SERVER = {
    *("--entry-point", "--python", "--exclude", "--only-snapstart", "--include-vendored"),
    *("--config", "--select", "--extend-select", "--ignore", "--min-confidence", "--min-level"),
}
"""What an editor's settings say; the server itself serves many folders, and has no options."""

DIFFERENT = {
    ("--python", "verify"): "runs the code",
    ("--python", "audit"): "is required, and is what is asked about",
    ("--jobs", "fleet check"): "counts repositories",
    ("--max-memory", "fleet check"): "is of a repository, and has a default",
    ("--timeout", "fleet check"): "is of a repository",
    ("--exit-code", "fleet diff"): "is of the difference",
    ("--name", "rules new"): "names a rule",
    ("--check", "rules new"): "is a rule's question",
    ("--folder", "rules new"): "is where rules are",
}
"""Options that mean something of their own for a command, and why."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())


def options(command: click.Command) -> dict[str, click.Option]:
    return {
        spelled: param
        for param in command.params
        if isinstance(param, click.Option)
        for spelled in param.opts
    }


ALL = {name: options(command) for name, command in commands()}


@pytest.mark.parametrize("option", SHARED)
def test_a_shared_option_is_where_it_makes_sense(option: str) -> None:
    missing = [name for name in SHARED[option] if option not in ALL[name]]
    assert missing == []


@pytest.mark.parametrize("option", SHARED)
def test_a_shared_option_is_one_option(option: str) -> None:
    seen = {
        (each[option].help, each[option].metavar, each[option].multiple, each[option].is_flag)
        for name, each in ALL.items()
        if option in each and option != "--output-format" and (option, name) not in DIFFERENT
    }
    assert len(seen) <= 1


def test_every_command_shows_tracebacks_and_help() -> None:
    assert [name for name, each in ALL.items() if "--traceback" not in each] == []


def test_options_of_one_name_are_listed_as_shared_or_belong_to_one_command() -> None:
    """A new option that two commands have is either shared, or the table says why not."""
    holders: dict[str, list[str]] = {}
    for name, each in ALL.items():
        for option in each:
            if (option, name) not in DIFFERENT:
                holders.setdefault(option, []).append(name)
    common = {option for option, names in holders.items() if len(names) > 1}
    one_thing = {"--traceback", "-f", "--output-format", "--max-memory", "--since"}
    assert common - SHARED.keys() - one_thing == set()


def test_an_editor_has_the_options_as_settings() -> None:
    pytest.importorskip("pygls", reason="no pygls: pip install pygls")
    from snapcheck.server.settings import Settings

    names = {each.name.replace("_", "-") for each in fields(Settings)}
    options = {option.removeprefix("--").replace("point", "points") for option in OF_THE_SERVER}
    assert options - names == set()
