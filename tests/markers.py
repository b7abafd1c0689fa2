"""The cases under `tests/cases` and the comments in them that say what must be reported.

A case is a file or a folder two levels down: `cases/TOPIC/CASE.py` or `cases/TOPIC/CASE/…`. In it

    # expect: SNAP201            this line must be reported (two rules: `SNAP101, SNAP103`)
    # also-ok: SNAP102           this line may be reported
    # known-miss: SNAP301 why    this line should be reported, and is not: a limit
    # known-false: SNAP103 why   this line should not be reported, and is: a limit
    # unmended: SNAP301 why      why a limit of this file is not worth mending
    # ok: why                    a suspicious line that must stay silent (for readers: every line
                                 without `expect` must)
    # step: SNAP501              a finding of the rule tells of this line: who makes, opens, uses
    # no-step: SNAP501           no finding of the rule tells of this line
    # level: SNAP103 note        the level of what this line reports
    # confidence: SNAP502 medium how sure it is
    # fix: SNAP102 unsafe        what mends it: `safe`, `unsafe` or `none`
    # oracle: COLLIDES           what running the file under an emulated snapshot and restore showed
    # event: {"guest": "a"}      what the emulator calls it with, as JSON
    # handler: NAME              the entry function, for the emulator
    # peer: detected             what AWS's scanner says of the Java twin
    # settles: age checks        a question once open, which cases that fire and that do not decide
    # about: SNAP403             the rules that a silent case tempts, in the first lines of one file

`event.json` in a folder holds the events that the emulator passes, one or a list.

Only comments count, never text in strings. Prose may follow a marker's codes.
"""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from snapcheck.model import Confidence, Request

CASES = Path(__file__).parent / "cases"
FIXES = Path(__file__).parent / "fixes"
FIXED = ".fixed.py"
PEER = "peer"

_CODES = re.compile(r"SNAP\d{3}(?:, SNAP\d{3})*(?=\s|$)")
_OPTIONS = {"entry-points", "min-confidence", "problems", "python"}

Place = tuple[str, int, str]
"""Path, line and rule code of a finding."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One `# key: value` comment."""

    line: int
    key: str
    value: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The rule codes that the value starts with; raises ValueError where it does not."""
        found = _CODES.match(self.value)
        if not found:
            raise ValueError(f"line {self.line}: no rule codes in `# {self.key}: {self.value}`")
        return tuple(found.group().split(", "))


def read_markers(source: str) -> tuple[Marker, ...]:
    """The markers of a Python file, in order; one comment can hold several."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = (
        (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT
    )
    return tuple(
        Marker(line, key.strip(), value.strip())
        for line, comment in comments
        for key, colon, value in (part.partition(":") for part in comment.split("#"))
        if colon
    )


def codes_by_line(source: str, key: str) -> frozenset[tuple[int, str]]:
    """The (line, code) pairs of the markers `key`: `expect` or `also-ok`."""
    return frozenset(
        (marker.line, code)
        for marker in read_markers(source)
        if marker.key == key
        for code in marker.codes
    )


@dataclass(frozen=True)
class Case:
    """A file or a folder that is analysed by itself."""

    path: Path

    @property
    def name(self) -> str:
        """`renewed/lazy_singleton_ok`: the words that say what the case proves."""
        return self.path.relative_to(CASES).with_suffix("").as_posix()

    @property
    def id(self) -> str:
        """Return the name with the codes, so that `pytest -k SNAP403` selects it."""
        return f"{self.name}[{'-'.join(self.codes)}]"

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the rules that the case expects, tempts, or is a limit of, in order."""
        keys = ("expect", "known-miss", "known-false")
        expected = {code for key in keys for _, _, code in self.places(key)}
        return tuple(sorted(expected | self.about))

    @property
    def about(self) -> frozenset[str]:
        """Return the rules that the case says it is about."""
        return frozenset(
            code for _, marker in self.markers if marker.key == "about" for code in marker.codes
        )

    @property
    def fires(self) -> bool:
        """Return whether something in the case is wrong, found or not."""
        return bool(self.places("expect") or self.places("known-miss"))

    def expects(self, code: str) -> bool:
        """Return whether the rule must report something in the case."""
        return any(place[2] == code for place in self.places("expect"))

    @property
    def root(self) -> Path:
        """The folder that reported paths are relative to."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def files(self) -> tuple[Path, ...]:
        """The Python files of the case, but for those of packages that it has installed."""
        if not self.path.is_dir():
            return (self.path,)
        files = sorted(self.path.rglob("*.py"))
        return tuple([file for file in files if "site-packages" not in file.parts])

    @cached_property
    def markers(self) -> tuple[tuple[str, Marker], ...]:
        """Every marker, with the path of its file relative to the root."""
        return tuple(
            (file.relative_to(self.root).as_posix(), marker)
            for file in self.files
            for marker in read_markers(file.read_text(encoding="utf-8"))
        )

    @cached_property
    def options(self) -> dict[str, object]:
        """What the folder's `case.toml` says."""
        file = self.path / "case.toml"
        options = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        unknown = options.keys() - _OPTIONS
        if unknown:
            raise ValueError(f"{self.name}/case.toml: unknown {', '.join(sorted(unknown))}")
        return options

    @property
    def request(self) -> Request:
        """The run that the case describes."""
        confidence = self.options.get("min-confidence", Confidence.MEDIUM.label)
        python = str(self.options.get("python", ""))
        return Request(
            paths=(self.path,),
            root=self.root,
            entry_points=self._entry_points,
            min_confidence=Confidence[str(confidence).upper()],
            environment=self.path / python if python else None,
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """Words of the problems that the run must report: one problem for each, and no other."""
        return self._words("problems")

    def places(self, key: str) -> frozenset[Place]:
        """Path, line and code of the markers `key`: `expect` or `also-ok`."""
        return frozenset(
            (path, marker.line, code)
            for path, marker in self.markers
            if marker.key == key
            for code in marker.codes
        )

    def words(self, key: str) -> Iterator[tuple[Place, str]]:
        """Yield the places of the markers `key`, each with the word behind its codes."""
        for path, marker in self.markers:
            if marker.key == key:
                word = marker.value.split()[len(marker.codes)]
                yield from (((path, marker.line, code), word) for code in marker.codes)

    @property
    def settles(self) -> frozenset[str]:
        """The settled questions that the case answers."""
        return frozenset(marker.value for _, marker in self.markers if marker.key == "settles")

    @property
    def _entry_points(self) -> tuple[str, ...]:
        declared = self._words("entry-points")
        if declared or self.path.is_dir() or self.path.parent.name != PEER:
            return declared
        return tuple(f"{path}:{m.value}" for path, m in self.markers if m.key == "handler")

    def _words(self, option: str) -> tuple[str, ...]:
        words = self.options.get(option, [])
        assert isinstance(words, list), f"{self.name}/case.toml: {option} is no list"
        return tuple(str(word) for word in words)


def all_cases() -> Iterator[Case]:
    """Every case, in order."""
    for topic in sorted(path for path in CASES.iterdir() if path.is_dir()):
        for path in sorted(topic.iterdir()):
            if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__"):
                yield Case(path)


def projects() -> list[Path]:
    """Return the folders of the cases that are whole projects: of at least three modules."""
    folders = (case.path for case in all_cases() if len(case.files) > 2)
    return sorted(folders, key=lambda folder: folder.name)


def is_fixed(path: Path) -> bool:
    """Return whether a file of `tests/fixes` is what another one becomes."""
    return path.name.endswith(FIXED)


def about(path: Path) -> frozenset[str]:
    """Return the rules whose findings a file of `tests/fixes` has, as its `# about:` says."""
    with tokenize.open(path) as file:
        markers = read_markers(file.read())
    return frozenset(code for each in markers if each.key == "about" for code in each.codes)
