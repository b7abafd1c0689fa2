"""Django loads modules by name: the settings, the applications, the routes.

With a literal DJANGO_SETTINGS_MODULE, INIT imports the settings and each of INSTALLED_APPS, gets
the applications ready, and builds the MIDDLEWARE; the first request imports ROOT_URLCONF, and any
request may read upper-case settings (measured with Django 6.1 under an emulated snapshot).
"""

from __future__ import annotations

from snapcheck.link.atoms import Bound, Class
from snapcheck.link.attributes import attribute
from snapcheck.link.callbacks import hand_over
from snapcheck.link.flow import carried, listed, use
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.places import GlobalPlace
from snapcheck.link.values import NOTHING, Passed, Value, in_order, texts
from snapcheck.model import Phase

VARIABLE = "DJANGO_SETTINGS_MODULE"

# What Django imports of each application.
_PARTS = ("", ".apps", ".models")


def load_settings(frame: Frame, modules: Value) -> None:
    """Import the settings that `modules` names, and what they name."""
    if frame.phase is not Phase.INIT:
        return
    for dotted in texts(modules):
        path = _load(frame, dotted)
        if path is not None:
            frame.activation.settings |= {path}
            _load_named(frame, path)


def _load(frame: Frame, dotted: str) -> str | None:
    found = frame.modules.find(frame.module.path, dotted, 0)
    if not isinstance(found, File):
        return None
    frame.interpreter.load(frame, found.path)
    return found.path


def _load_named(frame: Frame, settings: str) -> None:
    for application in listed(frame, GlobalPlace(settings, "INSTALLED_APPS")):
        for part in _PARTS:
            _load(frame, f"{application}{part}")
        module, _, name = application.rpartition(".")
        configured = _load(frame, module) if name[:1].isupper() else _load(frame, application)
        apps = configured if name[:1].isupper() else _load(frame, f"{application}.apps")
        if apps is not None:
            _get_ready(frame, apps)
    for dotted in listed(frame, GlobalPlace(settings, "MIDDLEWARE")):
        module, _, name = dotted.rpartition(".")
        path = _load(frame, module)
        if path is not None:
            _build_middleware(frame, path, name)


def _get_ready(frame: Frame, path: str) -> None:
    """Call `ready()` of the application classes in a module."""
    for name in frame.heap.names(GlobalPlace, path):
        for atom in in_order(frame.read(GlobalPlace(path, name))):
            if isinstance(atom, Class) and atom.id.path == path:
                here = _names_them(frame)
                built = frame.interpreter.call(frame, frozenset([atom]), [], here)
                ready = attribute(frame, built, "ready", here)
                own = frozenset(a for a in ready if isinstance(a, Bound))
                if own:
                    frame.interpreter.call(frame, own, [], here)


def _build_middleware(frame: Frame, path: str, name: str) -> None:
    """Build a middleware in INIT; what that yields is called on each request."""
    maker = frame.read(GlobalPlace(path, name))
    here = _names_them(frame)
    built = frame.interpreter.call(frame, maker, [Passed(NOTHING)], here)
    hand_over(frame, built, here)


def _names_them(frame: Frame) -> int:
    """Return where the program names its settings, as far as that is being followed."""
    return max(frame.at, 0)


def use_settings(frame: Frame, settings: str) -> None:
    """Do what requests do with the settings: import the routes, read anything in upper case."""
    routes = frame.read(GlobalPlace(settings, "ROOT_URLCONF"))
    for dotted in texts(routes):
        _load(frame, dotted)
    for name in frame.heap.names(GlobalPlace, settings):
        if name.isupper():
            value = frame.read(GlobalPlace(settings, name))
            for made in carried(frame, value):
                if made.kept is not None:
                    use(frame, made, made.kept.site.number, "by Django, as a setting")
