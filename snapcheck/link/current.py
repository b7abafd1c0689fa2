"""The application of the moment: `flask.current_app` stands for the one that handles the request.

What a factory puts there, `app.service = Service()`, views find as `current_app.service`; and what
it puts into `app.state` routes find as `request.app.state`.
"""

from __future__ import annotations

from snapcheck import facts
from snapcheck.knowledge.flows import Handling
from snapcheck.link.atoms import Atom, External, Made, Method, Object
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace, EntryPlace
from snapcheck.link.syntax import as_attribute
from snapcheck.link.values import Value


def note(frame: Frame, atom: Atom) -> None:
    """Note an application that the program gives an attribute of its own."""
    if isinstance(atom, Method) and isinstance(atom.receiver, Made) and atom.name == "state":
        atom = atom.receiver
    known = frame.knowledge.flows.applications
    if isinstance(atom, Made):
        if atom.holds is not None and atom.name in known:
            frame.notes.applications[atom.holds] = (atom.name, atom)
    elif isinstance(atom, Object) and frame.classes.extends_library(atom.cls):
        for name in known.intersection(frame.classes.libraries(atom.cls)):
            frame.notes.applications[atom.at] = (name, atom)


def applications(frame: Frame, base: External, name: str) -> Value:
    """Return the applications that `base` may stand for and that have `name` of the program."""
    current = frame.knowledge.flows.first(base.name, Handling.CURRENT)
    if current is None:
        return frozenset()
    return frozenset(
        [
            atom
            for at, (made, atom) in frame.notes.applications.items()
            if made == current.detail
            and (frame.heap.has(EntryPlace(at, name)) or frame.heap.has(AttributePlace(at, name)))
        ]
    )


def of_request(frame: Frame, base: facts.Expression) -> Value:
    """Return the applications that `request.app` may be, of whatever request; only of routes."""
    base = as_attribute(base)
    if not frame.later or not isinstance(base, facts.Attribute) or base.name != "app":
        return frozenset()
    noted, flows = frame.notes.applications.values(), frame.knowledge.flows
    return frozenset([atom for made, atom in noted if flows.has(made, Handling.APPLICATION)])
