"""The page of help of a command with many options: they stand in groups."""

from __future__ import annotations

import click

_OTHERS = "Other options"
_GROUPS = {
    "Reports": (
        *("outputs", "form", "statistics", "show_notes", "show_suppressed", "verified", "quiet"),
        *("told", "color", "timings", "show_output"),
    ),
    "What is analysed": (
        *("entry_points", "exclude", "force_exclude", "environment", "only_snapstart"),
        *("include_vendored", "changed", "stdin_filename", "no_screen"),
    ),
    "Which findings": (
        *("select", "extend_select", "ignore", "min_confidence", "min_level"),
        *("baseline", "no_baseline", "changed_since", "new_since"),
    ),
    "Exit code": ("fail_on", "exit_zero", "allow_problems"),
    "Changes to the code": ("fix", "unsafe_fixes", "diff", "add_ignore"),
    "Configuration": ("config_file", "isolated", "show_settings", "show_files"),
    "Cache, processes and limits": (
        *("jobs", "no_cache", "cache_dir", "program_timeout", "max_memory", "watch"),
    ),
}


class GroupedCommand(click.Command):
    """A command whose options are listed by what they are for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, a section for each group that the command has any of."""
        title_of = {name: title for title, names in _GROUPS.items() for name in names}
        groups: dict[str, list[tuple[str, str]]] = {title: [] for title in (*_GROUPS, _OTHERS)}
        for param in self.get_params(ctx):
            record = None if isinstance(param, click.Argument) else param.get_help_record(ctx)
            if record is not None:
                groups[title_of.get(param.name or "", _OTHERS)].append(record)
        for title, records in groups.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)
