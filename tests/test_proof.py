"""Every example that can run is run: bad ones go wrong after a restore, good ones do not.

A program that needs a package which is not installed is skipped, and says so; what can't run for
another reason, or shows nothing when it runs, is listed here by name. `SNAPCHECK_PROOF=all` runs
every case; without it, one in twelve.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

import pytest
from markers import FIXED, FIXES, Case
from proof_programs import (
    Program,
    Shown,
    cases,
    example_program,
    file_program,
    files_of,
    show,
    wanted,
)

from snapcheck import knowledge
from snapcheck.model import Example
from snapcheck.model.proof import Verdict

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux"),
]

ALL = os.environ.get("SNAPCHECK_PROOF") == "all"
ONE_IN = 12

NOT_RUN: Mapping[str, str] = {
    "SNAP401-bad-4": "asks a mail server of the internet",
    "SNAP401-good-6": "opens a file that a layer would bring",
    "SNAP402-bad-2": "asks a host of the internet",
    "SNAP402-good-6": "asks a host of the internet",
    "SNAP402-good-7": "needs a bucket",
    "SNAP404-bad-3": "starts a program that a layer would bring",
    "SNAP404-good-3": "starts a program that a layer would bring",
    "SNAP504-bad-2": "needs rows of its own",
    "SNAP504-bad-3": "asks a host of the internet",
    "SNAP504-bad-5": "asks a host of the internet",
    "SNAP504-good-5": "needs a bucket",
}
"""Examples that do not come to the end of INIT, and why."""

NOT_SHOWN: Mapping[str, str] = {
    "SNAP104-bad-5": "the clock sequence repeats, the time in the ids does not",
    "SNAP503-bad-5": "a library reads the variables",
    "SNAP505-bad-1": "the extension is not there",
    "SNAP505-bad-2": "the extension is not there",
    "SNAP505-bad-3": "the extension is not there",
    "SNAP505-bad-4": "the extension is not there",
    "SNAP505-bad-5": "the extension is not there",
    "SNAP900-bad-1": "is about a comment",
    "SNAP900-bad-2": "is about a comment",
    "SNAP900-bad-3": "is about a comment",
    "SNAP900-bad-4": "is about a comment",
}
"""Bad examples whose finding running can't show, and why."""

UNSTEADY: Mapping[str, str] = {
    "SNAP403-bad-2": "shown on some machines, and not on others",
    "SNAP404-bad-4": "its thread may have ended when the snapshot is taken",
}
"""Bad examples that running shows at some times, and not at others."""

_PACKAGE = re.compile(r"No module named '([\w.]+)'")


def examples(kind: str) -> Iterator[tuple[str, Example]]:
    """The examples in Python of one kind, by names that hold their rule and number."""
    for code, rule in sorted(knowledge.load().rules.items()):
        found = [e for e in rule.examples if e.language == "python" and e.kind == kind]
        yield from ((f"{code}-{kind}-{number}", each) for number, each in enumerate(found, 1))


def shown(program: Program) -> Shown:
    """What running a program showed; skips one that can't run here."""
    found = show(program)
    package = _PACKAGE.search(found.stopped)
    if package is not None:
        pytest.skip(f"{program.name} needs the package {package[1]}")
    return found


def failing_after_a_restore(found: Shown) -> list[str]:
    """What is said of programs all of whose environments fail, and whose cold starts do not."""
    verification = found.report.verification
    assert verification is not None
    notes = [note for run in verification.runs for note in run.notes]
    return [note for note in notes if note.startswith("every environment fails")]


BAD, GOOD = dict(examples("bad")), dict(examples("good"))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_goes_wrong(name: str, tmp_path: Path) -> None:
    if name in UNSTEADY:
        pytest.skip(f"{name}: {UNSTEADY[name]}")
    found = shown(example_program(name, tmp_path, BAD[name]))
    if name in NOT_RUN:
        assert found.stopped
        return
    missing = wanted(files_of(BAD[name])) - found.proved
    assert bool(missing) == (name in NOT_SHOWN), (found.stopped, found.proofs)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_behaves(name: str, tmp_path: Path) -> None:
    found = shown(example_program(name, tmp_path, GOOD[name]))
    assert bool(found.stopped) == (name in NOT_RUN), found.stopped
    assert (found.repeats, failing_after_a_restore(found)) == ([], [])


def test_lists_name_examples() -> None:
    assert {*NOT_RUN, *NOT_SHOWN, *UNSTEADY} <= {*BAD, *GOOD}
    print(f"{len(BAD)} bad and {len(GOOD)} good examples; {len(NOT_RUN)} do not run, ", end="")
    print(f"{len(NOT_SHOWN)} show nothing")


FIXES_NOT_RUN: Mapping[str, str] = {}
"""Files of `tests/fixes` that do not come to the end of INIT, fixed or not, and why."""
FIXES_NOT_SHOWN: Mapping[str, str] = {}
"""Files of `tests/fixes` whose findings running can't show, and why."""
_FIXED_FILES = {
    f"{path.parent.name}/{path.name.removesuffix(FIXED)}": path
    for kind in ("safe", "unsafe")
    for path in sorted((FIXES / kind).glob(f"*{FIXED}"))
}


@pytest.mark.parametrize("name", _FIXED_FILES)
def test_a_fix_heals_what_goes_wrong(name: str, tmp_path: Path) -> None:
    """The file goes wrong as it is, and behaves as it is fixed."""
    after = _FIXED_FILES[name]
    before = after.with_name(after.name.replace(FIXED, ".py"))
    found = shown(file_program(name, tmp_path / "before", before))
    if name in FIXES_NOT_RUN:
        assert found.stopped
        return
    rules = {finding.rule for finding, _ in found.proofs} - {"SNAP900"}
    assert bool(rules - found.proved) == (name in FIXES_NOT_SHOWN), (found.stopped, found.proofs)
    fixed = shown(file_program(name, tmp_path / "after", after))
    assert (fixed.stopped, fixed.proofs) == ("", [])
    assert (fixed.repeats, failing_after_a_restore(fixed)) == ([], [])


CASES = [case for case in cases() if ALL or crc32(case.name.encode()) % ONE_IN == 0]
CASES_NOT_SHOWN: Mapping[str, str] = {
    "age_checks/token_bucket": "its clock is read again before the line that is looked at",
    "classes/init_subclass_registry": "a class keeps it, which is looked for among instances",
    "derived/keys_digests_and_choices": "the keys of a dict are not compared",
    "generators/reseeded_on_one_path_only": "the event takes the path that reseeds",
    "kept/items_of_own_containers": "attributes that objects share are not looked into",
    "kept/mappings_of_all_kinds": "one of the mappings cannot be looked into",
    "remote_data/cached_by_a_warm_up": "asks an address that a variable names",
}
"""Cases with findings that running does not show here, and why."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_does_what_it_says(case: Case) -> None:
    found = shown(Program(case.name, case.root.absolute(), case.request, case.files))
    expected = {(path, line, code) for path, line, code in case.places("expect")}
    proved = {
        (finding.span.path, finding.span.line, finding.rule)
        for finding, proof in found.proofs
        if proof.verdict is Verdict.PROVED
    }
    missing = {place for place in expected - proved if not place[2].startswith("SNAP8")}
    listed = case.name in CASES_NOT_SHOWN
    assert bool(missing or found.stopped) == listed, (found.stopped, sorted(missing), found.proofs)
    if not expected and not listed and not case.places("known-miss"):
        assert (found.repeats, failing_after_a_restore(found)) == ([], [])
