"""What one thing an expression may be is, as far as a snapshot cares.

An atom is a literal, something imported, a function, an object, or what an API made. What an
expression may be is a set of them: see `values`.
"""

from __future__ import annotations

from enum import StrEnum

from snapcheck.facts import Fact
from snapcheck.knowledge import Api, Hazard
from snapcheck.link.places import Allocation, ClassId, FunctionId, Place, Site
from snapcheck.model import Confidence, Phase


class Keep(Fact, frozen=True):
    """That a place keeps a value: the place, the statement that put it there, a name for people.

    `within` is the place of the container, where the place is an entry of one.
    """

    place: Place
    site: Site
    label: str
    within: Place | None = None


class External(Fact, frozen=True):
    """Something imported that is not of this program, or a builtin, by its real dotted name."""

    name: str


class ConstantKind(StrEnum):
    """What a constant is: a literal of some type, or something that only is as constant as one.

    COMPUTED constants have no known value, PLATFORM ones are set by the platform (a module's name,
    the initialization type), DECIDED ones are truth values that follow from the platform or the
    language. CUT stands for what a value would hold if it were not too many things.
    """

    NONE = "NoneType"
    BOOL = "bool"
    INT = "int"
    FLOAT = "float"
    COMPLEX = "complex"
    STR = "str"
    BYTES = "bytes"
    COMPUTED = "computed"
    PLATFORM = "platform"
    DECIDED = "decided"
    CUT = "cut"


class Constant(Fact, frozen=True):
    """A literal, or something as constant as one."""

    value: object
    # 1 == True and 0 == 0.0 in Python; their kinds keep them apart as atoms.
    kind: ConstantKind

    @property
    def is_known(self) -> bool:
        """Whether the program spells out its value."""
        return self.kind not in _UNKNOWN


_UNKNOWN = frozenset(
    {ConstantKind.COMPUTED, ConstantKind.PLATFORM, ConstantKind.DECIDED, ConstantKind.CUT}
)


class Prefix(Fact, frozen=True):
    """A text of which only some is known; what is not stands in it as a NUL."""

    text: str

    @property
    def beginning(self) -> str:
        """What it surely begins with."""
        return self.text.partition("\0")[0]


class Module(Fact, frozen=True):
    """A first-party module, by the path of its file."""

    path: str


class Namespace(Fact, frozen=True):
    """A first-party folder without `__init__.py`, by its dotted name as seen from a file."""

    path: str
    name: str


class Function(Fact, frozen=True):
    """A first-party function; `environment` is the activation that its free names live in."""

    id: FunctionId
    environment: int


class Bound(Fact, frozen=True):
    """A first-party method with its receiver."""

    function: Function
    receiver: Atom


class Wrapping(StrEnum):
    """How a decorator, or a library, changes the way in which a function is used.

    A MEMO keeps a call's result for ever, a TIMED_MEMO for a while; FORGET is the memo's
    `cache_clear`. What a SETTER or another ACCESSOR (`x.deleter`) decorates adds to the property.
    HANDLERS are all methods of an object or class, which a library calls when it sees fit, those of
    a LISTENER that INIT does not call: it was made for a library that it is given to. A VIEW
    is a library's class method that hands on the class, CONSTRUCT what a metaclass does to build
    an object, PARSE what a model does to build one of a mapping. What a DEFAULT decorates makes
    the default of a field. A WRAPPER hands the function and its arguments to another one,
    SUBCLASSES lists the classes that extend a class.
    """

    STATIC = "static"
    CLASS = "class"
    PROPERTY = "property"
    MEMO = "memo"
    TIMED_MEMO = "timed-memo"
    MEMO_PROPERTY = "memo-property"
    FORGET = "forget"
    ACCESSOR = "accessor"
    SETTER = "setter"
    HANDLERS = "handlers"
    LISTENER = "listener"
    VIEW = "view"
    CONSTRUCT = "construct"
    PARSE = "parse"
    DEFAULT = "default"
    WRAPPER = "wrapper"
    SUBCLASSES = "subclasses"


class Wrapped(Fact, frozen=True):
    """A function, or what else can be called, under something that changes how it is used.

    `by` is what a wrapper hands it to, or the setter of a property.
    """

    kind: Wrapping
    function: Atom
    by: Atom | None = None


class Class(Fact, frozen=True):
    """A first-party class."""

    id: ClassId


class Super(Fact, frozen=True):
    """`super()` inside a method of `cls`."""

    cls: ClassId
    receiver: Atom


class Object(Fact, frozen=True):
    """An instance of a first-party class."""

    cls: ClassId
    at: Allocation


class Container(Fact, frozen=True):
    """A list, dict, set, tuple or generator of this program; its entries are places.

    `here`, `kept` and `copied` are as in Made, but for `here` being None of what is built after the
    restore: no way is told of that. Going over a `mapping` yields its keys.
    """

    at: Allocation
    here: Site | None
    kept: Keep | None = None
    mapping: bool = False
    copied: Keep | None = None


class Method(Fact, frozen=True):
    """A method of something that is no first-party object, not called yet."""

    receiver: Made | Container | Constant
    name: str


class Partial(Fact, frozen=True):
    """`functools.partial`: the callable and its arguments are places of `at`."""

    at: Allocation


class Suspended(Fact, frozen=True):
    """A generator that was not iterated yet: its body runs where it is.

    Its arguments are entries of `at`; `here` and `kept` are as in Container.
    """

    function: Function
    at: Allocation
    here: Site | None
    kept: Keep | None = None


class Field(Fact, frozen=True):
    """A dataclass, attrs or pydantic field: its default and factory are places of `at`."""

    at: Allocation


class Made(Fact, frozen=True):
    """What a call of an API yields, and everything computed from it.

    `name` is the call's real name (`uuid.uuid4`), `api` what is known of it. `hazard` is None for
    an object of a library that is no hazard.
    `origin` is the call itself; `here` the expression of the current scope that yields the value,
    `path` the calls it was passed through on the way (oldest first), `kept` where it is kept: all
    three only of hazards, as nothing is told of the way that anything else took. `derived` values
    were computed from the API's own; `compared` ones are decisions on it. `constant` marks a
    generator with a constant seed, `replayed` what a hook drew from a frozen one; `holds` is where
    an object of a library keeps its arguments.
    """

    name: str
    api: Api | None
    hazard: Hazard | None
    origin: Site
    here: Site
    phase: Phase
    path: tuple[Site, ...] = ()
    kept: Keep | None = None
    confidence: Confidence = Confidence.HIGH
    derived: bool = False
    compared: bool = False
    constant: bool = False
    replayed: bool = False
    holds: Allocation | None = None
    # The place that INIT copied it to after it was kept: what renews the original leaves the copy.
    copied: Keep | None = None
    # Where it was last read from the place that keeps it. The same value however it is reached,
    # so no part of its identity.
    read: Site | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            type(other) is Made
            and self.origin == other.origin
            and self.here == other.here
            and self.holds == other.holds
            and self.kept == other.kept
            and self._rest == other._rest
        )

    def __hash__(self) -> int:
        # To hash all fields takes most of the time of a set. Hashed too little, sets of objects
        # that a library made at one place are compared one by one.
        way = (self.here, self.path, self.kept, self.copied)
        return hash((self.name, self.origin, self.holds, self.derived, way))

    @property
    def is_frozen(self) -> bool:
        """Whether INIT made it, and it matters to use it."""
        return self.phase is Phase.INIT and self.hazard is not None

    @property
    def is_data(self) -> bool:
        """Whether this is data with a hazard: what is computed from it has the hazard too."""
        return self.hazard is not None and self.hazard.data

    @property
    def is_connected(self) -> bool:
        """Whether this is an object that is connected to something outside."""
        return self.hazard is not None and self.hazard.connection

    @property
    def is_generator(self) -> bool:
        """Whether this is a generator of numbers, secure or not."""
        return self.hazard is not None and self.hazard.generator

    @property
    def _rest(self) -> tuple[object, ...]:
        """What there is to compare besides the places."""
        return (
            *(self.name, self.api, self.hazard, self.phase, self.path, self.confidence),
            *(self.derived, self.compared, self.constant, self.replayed, self.copied),
        )


Atom = (
    External
    | Constant
    | Prefix
    | Module
    | Namespace
    | Function
    | Bound
    | Wrapped
    | Class
    | Super
    | Object
    | Container
    | Method
    | Partial
    | Suspended
    | Field
    | Made
)


def constant(value: object) -> Constant:
    """Return the atom of a literal."""
    return Constant(value, _KINDS[type(value)])


_KINDS = {
    type(None): ConstantKind.NONE,
    bool: ConstantKind.BOOL,
    int: ConstantKind.INT,
    float: ConstantKind.FLOAT,
    complex: ConstantKind.COMPLEX,
    str: ConstantKind.STR,
    bytes: ConstantKind.BYTES,
}


CALLABLES = (Function, Bound, Class, Partial, Wrapped)
