"""First-party classes: what they inherit, in which order members are looked up, their fields."""

from __future__ import annotations

from snapcheck.facts import ClassFacts
from snapcheck.link.atoms import Class, External, Made
from snapcheck.link.heap import Heap
from snapcheck.link.modules import Modules
from snapcheck.link.mro import linearized
from snapcheck.link.places import ClassId, ClassPlace, Place
from snapcheck.link.syntax import declared
from snapcheck.link.values import NOTHING, Value, in_order, join

# Bases that say what a class is, and have no code that would use what it holds.
_WITHOUT_CODE = frozenset(
    {
        *("typing.Generic", "typing.Protocol", "abc.ABC"),
        *("typing_extensions.Generic", "typing_extensions.Protocol"),
    }
)


def has_code(base: str) -> bool:
    """Tell whether a class of a library has code that calls what its subclasses define."""
    return base not in _WITHOUT_CODE


class Classes:
    """What is known of every class of the program; it grows as class statements are followed."""

    def __init__(self, heap: Heap, modules: Modules) -> None:
        self._heap = heap
        self._modules = modules
        self._bases: dict[ClassId, list[Value]] = {}
        self._metaclasses: dict[ClassId, Value] = {}
        # Answers that hold until a class gets other bases, or any class a new member.
        self._orders: dict[ClassId, list[ClassId]] = {}
        self._inherited: dict[ClassId, bool] = {}
        self._members: dict[tuple[ClassId, str], Place | None] = {}
        self._members_then = 0
        self._fields: dict[ClassId, list[str]] = {}

    def facts(self, id: ClassId) -> ClassFacts:
        """Return the facts of a class."""
        return self._modules.known[id.path].classes[id.number]

    def fields(self, id: ClassId) -> list[str]:
        """Return the annotated names of a class body, in order: the constructor's fields."""
        if id not in self._fields:
            self._fields[id] = declared(self.facts(id))
        return self._fields[id]

    def bases(self, id: ClassId) -> Value:
        """Return what a class may inherit from."""
        return join(self._bases.get(id, []))

    def set_bases(self, id: ClassId, bases: list[Value]) -> None:
        """Note what a class inherits from, in its order."""
        known = self._bases.get(id, [])
        if len(known) == len(bases):
            bases = [join(pair) for pair in zip(known, bases, strict=True)]
        if bases != known:
            self._bases[id] = bases
            self._inherited.clear()
            if id in self._orders:
                self._orders.clear()
                self._members.clear()

    def mro(self, id: ClassId) -> list[ClassId]:
        """Return a class and its first-party bases, in the order in which members are looked up."""
        return linearized(id, self._parents, self._orders)

    def _parents(self, id: ClassId) -> list[ClassId]:
        """Return the first-party bases of a class, in the order in which it names them."""
        named = [a for base in self._bases.get(id, []) for a in in_order(base)]
        return list(dict.fromkeys(atom.id for atom in named if isinstance(atom, Class)))

    def subclasses(self, id: ClassId) -> list[ClassId]:
        """Return the classes that extend a class directly, as far as they are defined by now."""
        return [each for each in self._bases if id in self._parents(each)]

    def member(self, id: ClassId, name: str) -> Place | None:
        """Return where a class or its nearest base has a member of that name; None if none has."""
        if self._members_then != self._heap.class_members:
            self._members.clear()
            self._members_then = self._heap.class_members
        key = (id, name)
        try:
            return self._members[key]
        except KeyError:
            places = (ClassPlace(each, name) for each in self.mro(id))
            found = self._members[key] = next(filter(self._heap.has, places), None)
            return found

    def libraries(self, id: ClassId) -> list[str]:
        """Return the names of the classes of libraries that a class extends, by whatever way."""
        bases = [base for each in self.mro(id) for base in in_order(self.bases(each))]
        return [base.name for base in bases if isinstance(base, External)]

    def extends_library(self, id: ClassId) -> bool:
        """Tell whether members of a class may come from a class of a library."""
        if id not in self._inherited:
            self._inherited[id] = any(
                isinstance(base, Made)
                or (isinstance(base, External) and base.name != "object" and has_code(base.name))
                for each in self.mro(id)
                for base in self.bases(each)
            )
        return self._inherited[id]

    def metaclass(self, id: ClassId) -> Value:
        """Return the metaclass of a class, its own or inherited."""
        return join([self._metaclasses.get(each, NOTHING) for each in self.mro(id)])

    def set_metaclass(self, id: ClassId, metaclass: Value) -> None:
        """Note the metaclass of a class."""
        self._metaclasses[id] = join([self._metaclasses.get(id, NOTHING), metaclass])
