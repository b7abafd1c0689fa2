"""What calls do with what they are given: how values flow through libraries that hold no hazard.

Rows of API files whose effect is one of `Handling`. They add no hazard, so that no program has to
be looked at because of them; they say what becomes of the values of those that are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property

from msgspec import Struct


class Handling(Enum):
    """What a call does with its arguments, its receiver, or the function that it decorates."""

    COMPUTES = "computes"
    """Yields what follows from its arguments, and does nothing else with them."""
    INSPECTS = "inspects"
    """Looks at its arguments; what it yields tells nothing of them."""
    CONSUMES = "consumes"
    """Uses its arguments up, as a call that sends them away; what it yields tells nothing."""
    RUNS = "runs-callback"
    """Calls the functions that it is given at once, and not on a later invocation."""
    KEEPS = "keeps"
    """Yields an object that keeps its arguments."""
    BOXES = "boxes-data"
    """Yields an object that shows what it is given: its methods and items yield what follows."""
    STORES = "stores-in-receiver"
    """A method by which its receiver keeps the arguments."""
    LIBRARY = "stores-in-library"
    """Lets the library keep the arguments, and use them at each of its calls from then on."""
    BINDS = "binds"
    """A method that yields its receiver, which keeps the arguments."""
    RESOLVES = "resolves"
    """A method by which a container of dependencies yields an object of the class that it is given:
    one that it was given before, or a new one."""
    ENTERS = "enters"
    """A method that enters the context manager that it is given."""
    USES = "uses-what-it-holds"
    """A method by which its receiver uses the connection that it was built with."""
    SCHEMA = "schema"
    """A base or a decorator of classes whose objects are built by their fields."""
    CONSTRUCTION = "runs-at-construction"
    """A decorator of methods that run when an object is built."""
    WRITES_BACK = "writes-back"
    """A method of a client that gives its service something new to keep."""
    VARIABLE = "variable"
    """Yields a variable, with methods `set` and `get` and a `default`."""
    MEMOISES = "memoises"
    """A decorator that keeps what its function returns: for good, or with `timed` for a while."""
    PROPERTY = "property"
    """A decorator that makes a property of its method."""
    MEMO_PROPERTY = "memo-property"
    """A decorator that makes a property which keeps its first value."""
    WRAPS = "wraps"
    """A decorator that leaves what it decorates as it is, with arguments or without."""
    ADAPTER = "adapter"
    """Yields an object that is an entry point: Lambda calls it with an event and a context."""
    CLIENT = "client-of-service"
    """Yields what `yields` names, for the service that its first argument (`service_name`) is."""
    APPLICATION = "application-with-state"
    """A class of web applications that routes reach as `request.app`, with what is in `state`."""
    CURRENT = "current-application"
    """A variable that stands for the application, of the class `yields`, that is running."""
    DEPENDENCY = "dependency"
    """Marks a parameter that a web framework fills in by calling the function that it is given."""
    READS = "reads-variables"
    """Takes an argument that it is not given from the environment variable that `variables` names.
    """
    MODEL = "model"
    """Does what the `model` of that name does: see `MODELS`."""


MODELS = (
    *("field", "fields-as-mapping", "replaced-copy", "partial", "decorator-factory"),
    *("first-argument", "second-argument", "gathered", "environment-read", "environment-write"),
    *(
        "schema-factory",
        "new-type",
        "mapped",
        "submitted",
        "applied",
        "applied-in-executor",
        "environment-update",
        "import-module",
        "dispatched",
        "dispatched-method",
        "partial-method",
        "provider",
        "provider-of-one",
        "reload-module",
        "namespace",
        "record-class",
    ),
)
"""The names of the models of `link/models` that a row may give to a name."""

HANDLINGS = {handling.value: handling for handling in Handling}


class Use(Struct, frozen=True):
    """That calls of `name` are handled so; see `Flows` for names with a `*`.

    `detail` is the model, what is yielded, or the variables that are read, each behind the keyword
    that is given instead of it: `api_key=OPENAI_API_KEY`. `timed` belongs to what memoises.
    """

    name: str
    handling: Handling
    detail: str = ""
    timed: bool = False


class Flows(Struct, frozen=True, dict=True):
    """The handling of all calls, by name.

    A name that ends with `*` stands for all that begin so, one that begins with `*.` for any
    library's function or method: `math.*`, `*.append_keys`, `*.create_*`.
    """

    rows: tuple[Use, ...]

    def of(self, name: str) -> tuple[Use, ...]:
        """Return all that is known of calls of `name`."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[name] = tuple(self._found(name))
        return known

    def has(self, name: str, *handlings: Handling) -> bool:
        """Return whether calls of `name` are handled in one of these ways."""
        known = self._known.get(name)
        if known is None:
            known = self.of(name)
        for use in known:  # noqa: SIM110 - any() takes twice as long, and this is asked of all calls
            if use.handling in handlings:
                return True
        return False

    def speaks_of(self, name: str) -> bool:
        """Return whether a row is about `name` itself, and about no others."""
        return name in self._exact

    def first(self, name: str, handling: Handling) -> Use | None:
        """Return the first row that says so of `name`."""
        return next((use for use in self.of(name) if use.handling is handling), None)

    @cached_property
    def applications(self) -> frozenset[str]:
        """The classes of applications that code may reach without a name of the program."""
        current = [use.detail for use in self.rows if use.handling is Handling.CURRENT]
        stateful = [use.name for use in self.rows if use.handling is Handling.APPLICATION]
        return frozenset([*current, *stateful])

    @cached_property
    def _known(self) -> dict[str, tuple[Use, ...]]:
        return {}

    @cached_property
    def _exact(self) -> Mapping[str, list[Use]]:
        return _grouped((use.name, use) for use in self.rows if "*" not in use.name)

    @cached_property
    def _beginnings(self) -> Mapping[str, list[Use]]:
        rows = [
            use for use in self.rows if use.name.endswith("*") and not use.name.startswith("*.")
        ]
        return _grouped((use.name[:-1], use) for use in rows)

    @cached_property
    def _anywhere(self) -> tuple[Mapping[str, list[Use]], Mapping[str, list[Use]]]:
        """The rows of any library: by the last part of names, and by how it begins."""
        rows = [(use.name[2:], use) for use in self.rows if use.name.startswith("*.")]
        return (
            _grouped((last, use) for last, use in rows if not last.endswith("*")),
            _grouped((last[:-1], use) for last, use in rows if last.endswith("*")),
        )

    def _found(self, name: str) -> Iterator[Use]:
        yield from self._exact.get(name, ())
        for beginning, uses in self._beginnings.items():
            if name.startswith(beginning):
                yield from uses
        _, dot, last = name.rpartition(".")
        if dot:
            exact, beginnings = self._anywhere
            yield from exact.get(last, ())
            for beginning, uses in beginnings.items():
                if last.startswith(beginning):
                    yield from uses


_MOST_KNOWN = 1 << 14


def _grouped(rows: Iterable[tuple[str, Use]]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for key, use in rows:
        found.setdefault(key, []).append(use)
    return found
