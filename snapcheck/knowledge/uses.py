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
}
_SERVICE = re.compile(r"\([a-z0-9-]+\)")
_SHARED = ("names", "effect", "behaviour", "evidence")


def read_uses(row: Table, handling: Handling) -> Iterator[Use]:
    """Yield a row for each name of a table with this effect; mistakes are noted in the table."""
    own = _FIELDS.get(handling)
    timed = ("timed",) if handling is Handling.MEMOISES else ()
    needed = (*_SHARED, own) if own else _SHARED
    row.expect(needed, (*needed, *timed))
    row.text("behaviour")
    row.text("evidence")
    detail = row.text(own) if own else ""
    if own == "model" and detail:
        detail = row.word("model", MODELS)
    for name in row.texts("names"):
        if not _is_pattern(name):
            row.note(f"{quoted(name)} is no name of an API")
        yield Use(name, handling, detail, row.flag("timed"))


def _is_pattern(name: str) -> bool:
    """Tell whether this is a dotted name, perhaps with `*.` in front and `*` behind.

    The client of a service has its name in brackets: `boto3.client(ssm).put_parameter`.
    """
    bare = _SERVICE.sub("", name)
    parts = bare.removeprefix("*.").removesuffix("*").removesuffix(".").split(".")
    return all(part.isidentifier() for part in parts)
