"""The rows of API files that say how calls handle values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from snapcheck.knowledge.flows import MODELS, Handling, Use
from snapcheck.knowledge.tables import Table, quoted

_FIELDS: Mapping[Handling, str] = {
    Handling.CLIENT: "yields",
    Handling.CURRENT: "yields",
    Handling.MODEL: "model",
    Handling.READS: "variables",
}
_SERVICE = re.compile(r"\([a-z0-9-]+\)")
_READ = re.compile(r"[a-z_]+=[A-Z][A-Z0-9_]*")
_SHARED = ("names", "effect", "behaviour", "evidence")


def read_uses(row: Table, handling: Handling) -> Iterator[Use]:
    """Yield a row for each name of a table with this effect; mistakes are noted in the table."""
    own = _FIELDS.get(handling)
    timed = ("timed",) if handling is Handling.MEMOISES else ()
    needed = (*_SHARED, own) if own else _SHARED
    row.expect(needed, (*needed, *timed))
    row.text("behaviour")
    row.text("evidence")
    detail = _detail(row, own) if own else ""
    for name in row.texts("names"):
        if not _is_pattern(name):
            row.note(f"{quoted(name)} is no name of an API")
        yield Use(name, handling, detail, row.flag("timed"))


def _detail(row: Table, own: str) -> str:
    if own == "model":
        return row.word(own, MODELS)
    if own != "variables":
        return row.text(own)
    read = row.texts(own)
    for each in read:
        if not _READ.fullmatch(each):
            row.note(f"{quoted(each)} is no keyword and the variable behind it: `key=NAME`")
    return ",".join(read)


def _is_pattern(name: str) -> bool:
    """Tell whether this is a dotted name, perhaps with `*.` in front and `*` behind.

    The client of a service has its name in brackets: `boto3.client(ssm).put_parameter`.
    """
    bare = _SERVICE.sub("", name)
    parts = bare.removeprefix("*.").removesuffix("*").removesuffix(".").split(".")
    return all(part.isidentifier() for part in parts)
