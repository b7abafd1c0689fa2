"""Which repositories a fleet has: paths that were typed, and lists as text, TOML or CSV."""

from __future__ import annotations

import csv
import os
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import PurePosixPath

from msgspec import Struct

from snapcheck.fleet.nouns import FleetError, Repository

_COLUMNS = ("name", "path", "git", "commit")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
# What git takes for a revision, and nothing that it would take for an option or a refspec.
_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+@-]*")


class Shard(Struct, frozen=True):
    """The part `number` of `of` parts of a fleet, counted from 1."""

    number: int
    of: int

    def part(self, repositories: Sequence[Repository]) -> tuple[Repository, ...]:
        """Return the repositories of this part: each is in exactly one."""
        return tuple(repositories[self.number - 1 :: self.of])


def shard_of(text: str) -> Shard:
    """Return the part that `3/20` names. Raises FleetError."""
    number, slash, of = text.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise FleetError(f"'{text}' is no shard; write NUMBER/OF, like 3/20")
    return Shard(int(number), int(of))


class _Entry(Struct, frozen=True):
    """A line of a list: `where` names it in messages; a path is relative to `folder`."""

    where: str
    folder: str
    values: Mapping[str, str]


def repositories_of(paths: Iterable[str], lists: Iterable[str]) -> tuple[Repository, ...]:
    """Return the repositories that are named, by name. Raises FleetError."""
    here = os.getcwd()
    entries = [_Entry(f"'{path}'", here, {_kind(path): path}) for path in paths]
    for file in lists:
        entries.extend(_read(file))
    if not entries:
        raise FleetError("no repository is named; give PATHs, or a list with --list FILE")
    found = [_repository(entry) for entry in entries]
    return _named(found, [bool(entry.values.get("name")) for entry in entries])


def _kind(place: str) -> str:
    """Return the column that a place belongs to."""
    return "git" if _ADDRESS.match(place) else "path"


def _repository(entry: _Entry) -> Repository:
    values = entry.values
    path, address, commit = (values.get(key, "") for key in ("path", "git", "commit"))
    if bool(path) == bool(address):
        raise FleetError(f"{entry.where}: name either a path or a git address")
    if commit and not address:
        raise FleetError(f"{entry.where}: a path has no commit; check it out, or name an address")
    if commit and not (_REVISION.fullmatch(commit) and ".." not in commit):
        raise FleetError(f"{entry.where}: '{commit}' is no commit, branch or tag")
    if address.startswith("-") or any(each < " " for each in address):
        raise FleetError(f"{entry.where}: '{address}' is no git address")
    place = path or address
    return Repository(
        values.get("name", ""),
        place,
        os.path.abspath(os.path.join(entry.folder, path)) if path else None,
        address or None,
        commit or None,
    )


def _named(found: Sequence[Repository], is_named: Sequence[bool]) -> tuple[Repository, ...]:
    """Return the repositories with a name each; of those without, the end of where they lie."""
    from msgspec.structs import replace

    parts = [
        (each.name,) if named else _parts(each) for each, named in zip(found, is_named, strict=True)
    ]
    lengths = [1] * len(found)
    while True:
        names = ["/".join(all_[-n:]) for all_, n in zip(parts, lengths, strict=True)]
        counts = Counter(names)
        longer = [
            at
            for at, name in enumerate(names)
            if counts[name] > 1 and not is_named[at] and lengths[at] < len(parts[at])
        ]
        if not longer:
            break
        for at in longer:
            lengths[at] += 1
    for name, count in counts.items():
        if count > 1:
            raise FleetError(f"two repositories are called '{name}'; name each in a list")
    named = [replace(each, name=name) for each, name in zip(found, names, strict=True)]
    return tuple(sorted(named, key=attrgetter("name")))


def _parts(repository: Repository) -> tuple[str, ...]:
    if repository.path is not None:
        return tuple(repository.path.replace(os.sep, "/").strip("/").split("/")) or ("/",)
    text = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", str(repository.address)).rstrip("/")
    return tuple(part for part in text.removesuffix(".git").replace(":", "/").split("/") if part)


# --- lists -------------------------------------------------------------------------------------


def _read(file: str) -> Iterator[_Entry]:
    try:
        with open(file, encoding="utf-8-sig", newline="") as opened:
            text = opened.read()
    except OSError as error:
        raise FleetError(f"can't read the list '{file}': {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise FleetError(f"the list '{file}' is not UTF-8 text; save it as UTF-8") from error
    folder = os.path.dirname(os.path.abspath(file))
    kinds = {".toml": _toml, ".csv": _csv}
    for where, values in kinds.get(PurePosixPath(file).suffix.lower(), _text)(file, text):
        yield _Entry(where, folder, values)


_Lines = Iterator[tuple[str, Mapping[str, str]]]


def _text(file: str, text: str) -> _Lines:
    """Yield lines of `[NAME] PATH-OR-ADDRESS [COMMIT]`; `#` begins a comment."""
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{file}:{number}"
        try:
            words = shlex.split(line, comments=True)
        except ValueError as error:
            raise FleetError(f"{where}: not readable: {error}") from error
        if not words:
            continue
        if len(words) > 3:
            raise FleetError(
                f"{where}: more than a name, a place and a commit; quote what has blanks"
            )
        begins_with_place = len(words) < 3 and (
            len(words) == 1 or bool(_ADDRESS.match(words[0]) or _COMMIT.fullmatch(words[1]))
        )
        name, place, *rest = ["", *words] if begins_with_place else words
        yield where, {"name": name, _kind(place): place, "commit": rest[0] if rest else ""}


def _csv(file: str, text: str) -> _Lines:
    """Yield rows under a line of column names."""
    rows = csv.DictReader(text.splitlines())
    _expect(file, rows.fieldnames or ())
    for row in rows:
        where = f"{file}:{rows.line_num}"
        if None in row:
            raise FleetError(f"{where}: more values than columns")
        yield where, {key: (value or "").strip() for key, value in row.items()}


def _toml(file: str, text: str) -> _Lines:
    """Yield tables `[[repository]]`."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FleetError(f"{file}: not readable as TOML: {error}") from error
    tables = values.get("repository", [])
    if set(values) - {"repository"} or not isinstance(tables, list):
        raise FleetError(f"{file}: expected nothing but tables [[repository]]")
    for number, table in enumerate(tables, start=1):
        where = f"{file}: repository {number}"
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise FleetError(f"{where}: its values must be strings")
        _expect(where, table)
        yield where, table


def _expect(where: str, names: Iterable[str]) -> None:
    unknown = [name for name in names if name not in _COLUMNS]
    if unknown:
        known = ", ".join(_COLUMNS)
        raise FleetError(f"{where}: unknown column '{unknown[0]}'; known: {known}")
