"""Objects of first-party classes that extend a dict, a list or the like: their items."""

from __future__ import annotations

from snapcheck.link.atoms import Container, Keep, Object
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace

_MAPPINGS = frozenset(
    {"dict", "typing.Dict", "collections.OrderedDict", "collections.UserDict"}
    | {"collections.defaultdict", "collections.Counter", "collections.abc.MutableMapping"}
)
_SEQUENCES = frozenset(
    {"list", "set", "typing.List", "collections.deque", "collections.UserList"}
    | {"collections.abc.MutableSequence", "collections.abc.MutableSet"}
)
_ITEMS = "[]"


def items_of(frame: Frame, this: Object) -> Container | None:
    """Return the items of an object as a container; None where its class extends none."""
    for name in frame.classes.libraries(this.cls):
        if name in _MAPPINGS or name in _SEQUENCES:
            label = f"`{frame.classes.facts(this.cls).name}()`"
            kept = Keep(AttributePlace(this.at, _ITEMS), this.at.site, label)
            return Container(this.at, None, kept, mapping=name in _MAPPINGS)
    return None
