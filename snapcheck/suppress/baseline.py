"""Baselines: findings that were there before, kept in a file and left out of later reports.

A finding is known again by its fingerprint, which holds no line number. The file is sorted and
names no lines either, so that it changes only when findings do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from snapcheck.filesystem.opening import read_regular
from snapcheck.model import Finding, KnownFinding, Problem

VERSION = 1
# Messages name the place of a use, which moves when nothing else does.
_PLACE = re.compile(r" \([^()\n]*:\d+\)")
_FIELDS = ("path", "rule", "fingerprint", "message")


class BaselineError(ValueError):
    """A baseline that can't be used: one line, with the file, the cause and the mend."""


def read(file: Path, *, is_typed: bool = False) -> tuple[KnownFinding, ...]:
    """Return the entries of a baseline file. Raises BaselineError if it is none.

    What a person typed (`is_typed`) may be a pipe. A configuration may be a stranger's, and can't
    have anything read that waits or never ends.
    """
    mend = f"write it anew: snapcheck baseline write {file}"
    try:
        values = json.loads(file.read_bytes() if is_typed else read_regular(file))
    except FileNotFoundError:
        raise BaselineError(f"no baseline '{file}'; {mend}") from None
    except OSError as error:
        raise BaselineError(
            f"can't read the baseline '{file}': {error.strerror}; name a file that can be read"
        ) from error
    except (ValueError, RecursionError):
        raise BaselineError(f"'{file}' is no baseline: not JSON; {mend}") from None
    if not isinstance(values, dict) or "version" not in values:
        raise BaselineError(f"'{file}' is no baseline of snapcheck; {mend}")
    if values["version"] != VERSION:
        raise BaselineError(f"'{file}' is of another version of snapcheck; {mend}")
    entries = values.get("findings")
    if not isinstance(entries, list):
        raise BaselineError(f"'{file}' is no baseline of snapcheck; {mend}")
    return tuple(sorted({_entry(entry, file, mend) for entry in entries}))


def _entry(entry: object, file: Path, mend: str) -> KnownFinding:
    if isinstance(entry, dict):
        values = [entry.get(field) for field in _FIELDS]
        if all(isinstance(value, str) for value in values):
            return KnownFinding(*map(str, values))
    raise BaselineError(f"'{file}' holds an entry that is no finding; {mend}")


def known(finding: Finding, path: str) -> KnownFinding:
    """Return the entry for a finding; `path` is its file's, from the repository's root."""
    message = _PLACE.sub("", finding.message)
    return KnownFinding(path, finding.rule, finding.fingerprint, message)


def accepted(problem: Problem, path: str, fingerprint: str) -> KnownFinding:
    """Return the entry for a problem: its kind stands where the rule of a finding does."""
    return KnownFinding(path, problem.kind.value, fingerprint, problem.message)


def render(entries: Iterable[KnownFinding]) -> str:
    """Return the text of a baseline file; equal sets of entries give equal texts."""
    findings = [
        {field: getattr(entry, field) for field in _FIELDS} for entry in sorted(set(entries))
    ]
    values = {"version": VERSION, "findings": findings}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
