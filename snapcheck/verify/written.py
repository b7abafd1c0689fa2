"""Reads what an earlier `verify` wrote, to show it beside the findings of today."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from snapcheck.model.proof import Proof, Repeat, Run, Verdict, Verification


class WrittenError(Exception):
    """A file that holds no verdicts; the message names it and the reason."""


class _Proof(Struct, frozen=True):
    verdict: Verdict
    reason: str


class _Finding(Struct, frozen=True):
    fingerprint: str
    verification: _Proof | None = None


class _Verification(Struct, frozen=True):
    found_by_running_only: tuple[Repeat, ...] = ()
    runs: tuple[Run, ...] = ()


class _Written(Struct, frozen=True):
    findings: tuple[_Finding, ...]
    verification: _Verification | None = None


def read(file: Path) -> Verification:
    """Return the verdicts in a JSON report that `verify` wrote."""
    try:
        written = msgspec.json.decode(file.read_bytes(), type=_Written)
    except OSError as error:
        raise WrittenError(f"can't read '{file}': {error.strerror or error}") from error
    except msgspec.DecodeError as error:
        raise WrittenError(f"'{file}' is no JSON report of snapcheck verify: {error}") from error
    if written.verification is None:
        reason = "it was written by another command; write it with snapcheck verify -f json=FILE"
        raise WrittenError(f"'{file}' holds no verdicts: {reason}")
    proofs = {
        each.fingerprint: Proof(each.verification.verdict, each.verification.reason)
        for each in written.findings
        if each.verification is not None
    }
    of_all = written.verification
    return Verification(proofs, of_all.found_by_running_only, of_all.runs)
