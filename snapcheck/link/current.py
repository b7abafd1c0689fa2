"""The application of the moment: `flask.current_app` stands for the one that handles the request.

What a factory puts there, `app.service = Service()`, views find as `current_app.service`.
"""

from __future__ import annotations

from snapcheck.link.atoms import Atom, External, Made, Object
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace, EntryPlace
from snapcheck.link.values import Value

_STANDS_FOR = {"flask.current_app": "flask.Flask", "quart.current_app": "quart.Quart"}
_APPLICATIONS = frozenset(_STANDS_FOR.values())


def note(frame: Frame, atom: Atom) -> None:
    """Note an application that the program gives an attribute of its own."""
    if isinstance(atom, Made):
        if atom.holds is not None and atom.name in _APPLICATIONS:
            frame.notes.applications[atom.holds] = (atom.name, atom)
    elif isinstance(atom, Object) and frame.classes.extends_library(atom.cls):
        for name in _APPLICATIONS.intersection(frame.classes.libraries(atom.cls)):
            frame.notes.applications[atom.at] = (name, atom)


def applications(frame: Frame, base: External, name: str) -> Value:
    """Return the applications that `base` may stand for and that have `name` of the program."""
    wanted = _STANDS_FOR.get(base.name)
    if wanted is None:
        return frozenset()
    return frozenset(
        [
            atom
            for at, (made, atom) in frame.notes.applications.items()
            if made == wanted
            and (frame.heap.has(EntryPlace(at, name)) or frame.heap.has(AttributePlace(at, name)))
        ]
    )
