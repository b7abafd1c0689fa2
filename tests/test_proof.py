"""Every example that can run is run: bad ones go wrong after a restore, good ones do not.

A program that needs a package which is not installed is skipped, and says so; what can't run for
another reason, or shows nothing when it runs, is listed here by name.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from forked_agents import Nurseries
from markers import FIXED, FIXES, Case, Place
from proof_lists import CASES_NOT_SHOWN, CASES_UNSTEADY, PACKAGES
from proof_programs import (
    SETUP,
    Program,
    Shown,
    case_program,
    cases,
    example_program,
    file_program,
    files_of,
    packages,
    wanted,
)

from snapcheck import knowledge
from snapcheck.model import Example
from snapcheck.model.proof import Verdict
from snapcheck.read.source import decode

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux"),
]

NOT_RUN: Mapping[str, str] = {
    "SNAP401-bad-4": "asks a mail server of the internet",
    "SNAP401-good-6": "opens a file that a layer would bring",
    "SNAP402-bad-2": "asks a host of the internet",
    "SNAP402-good-6": "asks a host of the internet",
    "SNAP402-good-7": "needs a bucket",
    "SNAP404-bad-3": "starts a program that a layer would bring",
    "SNAP404-good-3": "starts a program that a layer would bring",
    "SNAP501-bad-2": "its parameter has to be JSON",
    "SNAP504-bad-2": "needs rows of its own",
    "SNAP504-bad-3": "asks a host of the internet",
    "SNAP504-bad-5": "asks a host of the internet",
    "SNAP504-good-5": "needs a bucket",
}
"""Examples that do not come to the end of INIT, and why."""

NOT_SHOWN: Mapping[str, str] = {
    "SNAP104-bad-5": "the clock sequence repeats, the time in the ids does not",
    "SNAP104-bad-7": "how long is waited is in no answer",
    "SNAP503-bad-5": "a library reads the variables",
    "SNAP505-bad-1": "the extension is not there",
    "SNAP505-bad-2": "the extension is not there",
    "SNAP505-bad-3": "the extension is not there",
    "SNAP505-bad-4": "the extension is not there",
    "SNAP505-bad-5": "the extension is not there",
    "SNAP603-bad-4": "its server is not there",
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


_Show = Callable[[Program], Shown]
_IN_MEMORY = "/dev/shm"


@pytest.fixture(scope="module")
def nurseries() -> Iterator[Nurseries]:
    """Load the slow libraries once: there are a thousand programs."""
    found = Nurseries()
    yield found
    found.close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, nurseries: Nurseries) -> _Show:
    """What running a program shows; skips one that can't run here."""
    if os.access(_IN_MEMORY, os.W_OK):  # a disk is waited for
        monkeypatch.setattr(tempfile, "tempdir", _IN_MEMORY)

    def show(program: Program) -> Shown:
        found = nurseries.show(program)
        package = _PACKAGE.search(found.stopped)
        if package is not None:
            pytest.skip(f"{program.name} needs the package {package[1]}")
        return found

    return show


_PACKAGE = re.compile(r"No module named '([\w.]+)'")


def examples(kind: str) -> Iterator[tuple[str, Example]]:
    """The examples in Python of one kind, by names that hold their rule and number."""
    for code, rule in sorted(knowledge.load().rules.items()):
        found = [e for e in rule.examples if e.language == "python" and e.kind == kind]
        yield from ((f"{code}-{kind}-{number}", each) for number, each in enumerate(found, 1))


def failing_after_a_restore(found: Shown) -> list[str]:
    """What is said of programs all of whose environments fail, and whose cold starts do not."""
    verification = found.report.verification
    assert verification is not None
    notes = [note for run in verification.runs for note in run.notes]
    return [note for note in notes if note.startswith("every environment fails")]


BAD, GOOD = dict(examples("bad")), dict(examples("good"))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_goes_wrong(name: str, tmp_path: Path, shown: _Show) -> None:
    if name in UNSTEADY:
        pytest.skip(f"{name}: {UNSTEADY[name]}")
    found = shown(example_program(name, tmp_path, BAD[name]))
    if name in NOT_RUN:
        assert found.stopped
        return
    missing = wanted(files_of(BAD[name])) - found.proved
    assert bool(missing) == (name in NOT_SHOWN), (found.stopped, found.proofs)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_behaves(name: str, tmp_path: Path, shown: _Show) -> None:
    found = shown(example_program(name, tmp_path, GOOD[name]))
    assert bool(found.stopped) == (name in NOT_RUN), found.stopped
    assert (found.repeats, failing_after_a_restore(found)) == ([], [])


def test_lists_name_programs() -> None:
    assert {*NOT_RUN, *NOT_SHOWN, *UNSTEADY} <= {*BAD, *GOOD}
    assert {*CASES_NOT_SHOWN, *CASES_UNSTEADY} <= {case.name for case in CASES}
    print(f"{len(BAD)} bad and {len(GOOD)} good examples; {len(NOT_RUN)} do not run, ", end="")
    print(f"{len(NOT_SHOWN)} show nothing")


def test_packages_that_programs_miss_are_listed() -> None:
    """All others come with Python, this package, or its extras for development."""
    wanted = {
        name
        for files in (
            *[files_of(example) for example in (*BAD.values(), *GOOD.values())],
            *[{path.name: _source(path)} for path in _FIXED_FILES.values()],
            *[{str(each.relative_to(c.root)): _source(each) for each in c.files} for c in CASES],
        )
        for name in packages(files)
    }
    pyproject = tomllib.loads((FIXES.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    extra = pyproject["project"]["optional-dependencies"]["proof"]
    installed = {re.split(r"[^\w-]", each)[0].replace("-", "_") for each in extra}
    stubs = {path.stem for path in SETUP.with_name("proof_stubs").glob("*.py")}
    missing = {each for each in wanted - stubs - installed if find_spec(each) is None}
    assert missing <= PACKAGES <= wanted


def _source(file: Path) -> str:
    return decode(file.read_bytes())


FIXES_NOT_RUN: Mapping[str, str] = {}
"""Files of `tests/fixes` that do not come to the end of INIT, fixed or not, and why."""
FIXES_NOT_SHOWN: Mapping[str, str] = {
    "safe/column_default": "a library keeps it",
    "unsafe/asked_by_powertools": "the extension is not there",
}
"""Files of `tests/fixes` whose findings running can't show, and why."""
_FIXED_FILES = {
    f"{path.parent.name}/{path.name.removesuffix(FIXED)}": path
    for kind in ("safe", "unsafe")
    for path in sorted((FIXES / kind).glob(f"*{FIXED}"))
}


@pytest.mark.parametrize("name", _FIXED_FILES)
def test_a_fix_heals_what_goes_wrong(name: str, tmp_path: Path, shown: _Show) -> None:
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


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_does_what_it_says(case: Case, tmp_path: Path, shown: _Show) -> None:
    if case.name in CASES_UNSTEADY:
        pytest.skip(f"{case.name}: {CASES_UNSTEADY[case.name]}")
    found = shown(case_program(case, tmp_path))
    expected = {(path, line, code) for path, line, code in case.places("expect")}
    missing = expected - set(proved(found))
    wrong = bool(missing or found.stopped)
    if not expected and not case.places("known-miss"):
        wrong |= bool(found.repeats or failing_after_a_restore(found))
    seen = (found.stopped, sorted(missing), found.repeats, found.proofs)
    assert wrong == (case.name in CASES_NOT_SHOWN), seen


def proved(found: Shown) -> Iterator[Place]:
    """The places of the findings that running shows, or can't because another one ended the run."""
    proofs = found.proofs
    is_ended = any(
        proof.verdict is Verdict.PROVED and _ENDS.search(proof.reason) for _, proof in proofs
    )
    for finding, proof in proofs:
        is_behind = is_ended and proof.reason.startswith("no event came as far")
        # What is about the deployment is not run.
        if proof.verdict is Verdict.PROVED or is_behind or finding.rule.startswith("SNAP8"):
            yield finding.span.path, finding.span.line, finding.rule


_ENDS = re.compile(r"where it is used|the restore fails|INIT fails")
