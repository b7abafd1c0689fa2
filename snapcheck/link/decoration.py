"""What a function or class is under a decorator that is not of the program."""

from __future__ import annotations

from snapcheck.knowledge import Effect, Handling
from snapcheck.link.callbacks import hand_over
from snapcheck.link.external import is_standard
from snapcheck.link.frame import Frame
from snapcheck.link.models.decorators import wrapping
from snapcheck.link.rows import register_hook
from snapcheck.link.values import External, Function, Made, Method, Passed, Value, in_order


def decorate(frame: Frame, decorator: Value, decorated: Value, site: int) -> Value:
    """What a function or class is under an external decorator.

    Nearly all decorators return something that calls what they decorate, so it stays what it is;
    one that is not resolved may also register it to be called on an invocation.
    """
    for atom in in_order(decorator):
        name = atom.name if isinstance(atom, (External, Made)) else ""
        if isinstance(atom, Method) and isinstance(atom.receiver, Made):
            name = f"{atom.receiver.name}.{atom.name}"
        wrapped = wrapping(frame.knowledge.flows, name, decorated)
        if wrapped is not None:
            return wrapped
        if frame.knowledge.flows.has(name, Handling.WRAPS):
            return decorated
        for api in frame.knowledge.apis.get(name, ()):
            if api.effect is Effect.HOOK:
                return register_hook(frame, api, [Passed(decorated)], site)
        functions = frozenset(a for a in decorated if isinstance(a, Function))
        if name and not is_standard(name) and not frame.later:
            hand_over(frame, functions, site, _route(name), on_request=_asks_on_request(name))
    return decorated


def _asks_on_request(name: str) -> bool:
    """Whether who decorates calls the function on a request, so that an invocation surely may."""
    if _route(name):
        return True
    is_framework = name.startswith(_FRAMEWORKS)
    return is_framework and not any(word in name for word in _AT_START)


# Libraries whose decorators register what answers events.
_FRAMEWORKS = (
    *("fastapi.", "flask.", "starlette.", "litestar.", "quart.", "chalice.", "bottle.", "falcon."),
    *("aws_lambda_powertools.event_handler.", "connexion.", "strawberry.", "ariadne.", "sanic."),
    *("slack_bolt.", "ask_sdk", "flask_restx.", "flask_restful.", "apiflask.", "ninja."),
)
# What they call when the application starts or stops, or for no event at all.
_AT_START = (".on_event", ".listener", ".cli", ".teardown", "startup", "shutdown", "before_first")


def _route(name: str) -> str:
    """The path in the name of what `app.get("/users")` yields."""
    return name.partition("(")[2].rstrip(")") if "(/" in name else ""
