"""Django loads modules by name: the settings, the applications, the routes.

A literal DJANGO_SETTINGS_MODULE, INSTALLED_APPS and ROOT_URLCONF are imports of INIT; upper-case
settings may be read by any request.
"""

from __future__ import annotations

from snapcheck.link.frame import Engine, Frame
from snapcheck.link.hold import contents, listed, use
from snapcheck.link.imports import File
from snapcheck.link.names import global_place
from snapcheck.link.values import Value, literals, texts
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
            frame.activation.settings.add(path)
            _load_named(frame, path)


def _load(frame: Frame, dotted: str) -> str | None:
    found = frame.engine.find(frame, dotted, 0)
    if not isinstance(found, File):
        return None
    frame.engine.load(frame, found.path)
    return found.path


def _load_named(frame: Frame, settings: str) -> None:
    applications = listed(frame, global_place(settings, "INSTALLED_APPS"))
    for application in applications:
        for part in _PARTS:
            _load(frame, f"{application}{part}")
    routes = frame.engine.read(frame, global_place(settings, "ROOT_URLCONF"))
    for dotted in [text for text in literals(routes) if isinstance(text, str)]:
        _load(frame, dotted)


def use_settings(engine: Engine, frame: Frame, settings: str) -> None:
    """Note that a request may read every upper-case setting."""
    for name in engine.places.names("global", settings):
        if name.isupper():
            value = engine.read(frame, global_place(settings, name))
            for made in contents(frame, value):
                if made.kept is not None:
                    use(frame, made, made.kept.site.number, "by Django, as a setting")
