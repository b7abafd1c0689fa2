"""Rows that were derived from the source of a package: found there, known by name, proved.

Each file of `tests/derived` is a program that uses one package. Its first lines say which package
that is, and where inside it the audit finds what is wrong. A package that is not installed skips.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution as Metadata
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from markers import codes_by_line
from proof_programs import file_program, show

from snapcheck.audit import audit
from snapcheck.audit.distributions import Distribution, installed
from snapcheck.knowledge import load
from snapcheck.model.proof import Verdict

FOLDER = Path(__file__).parent / "derived"
_HEAD = re.compile(r"# package: (\S+)\n# inside: (\S+) (SNAP\d+)\n")


@dataclass(frozen=True)
class Derived:
    """A program, the package that it uses, and what is wrong inside that, by file and rule."""

    file: Path
    package: str
    inside: tuple[str, str]

    def require(self) -> Metadata:
        """The package as it is installed here; skips if it is not."""
        try:
            return distribution(self.package)
        except PackageNotFoundError:
            pytest.skip(f"needs the package {self.package}")

    def alone(self, folder: Path) -> Distribution:
        """The package in a folder of its own, where the audit follows nothing else."""
        for file in self.require().files or ():
            if file.suffix == ".py" or file.parent.name.endswith(".dist-info"):
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), folder / file)
        (found,) = installed(folder)
        return found


def _derived(file: Path) -> Derived:
    head = _HEAD.match(file.read_text(encoding="utf-8"))
    assert head is not None, file
    return Derived(file, head[1], (head[2], head[3]))


PROGRAMS = {file.stem: _derived(file) for file in sorted(FOLDER.glob("*.py"))}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_audit_finds_it_in_the_source(name: str, tmp_path: Path) -> None:
    derived, folder = PROGRAMS[name], tmp_path / "site-packages"
    ((_, report),) = audit([derived.alone(folder)], folder)
    found = {(f.span.path.removeprefix("site-packages/"), f.rule) for f in report.findings}
    assert derived.inside in found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux")
@pytest.mark.parametrize("name", PROGRAMS)
def test_its_row_is_reported_and_running_proves_it(name: str, tmp_path: Path) -> None:
    derived = PROGRAMS[name]
    derived.require()
    found = show(file_program(name, tmp_path / "program", derived.file))
    wanted = {*codes_by_line(derived.file.read_text(encoding="utf-8"), "expect")}
    assert {(f.span.line, f.rule) for f in found.report.findings} == wanted, found.stopped
    assert [
        (f.rule, proof.reason) for f, proof in found.proofs if proof.verdict is not Verdict.PROVED
    ] == []


def test_each_derived_row_says_of_which_version() -> None:
    rows = [api for rows in load().apis.values() for api in rows]
    derived = [api for api in rows if "derived from" in api.evidence]
    assert derived
    for api in derived:
        assert re.match(r"derived from [\w.-]+ \d[\w.]*(;|$)", api.evidence), api.name
