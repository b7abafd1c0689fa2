"""Web frameworks by name: what their decorators register, and for which requests."""

from __future__ import annotations


def is_framework(name: str) -> bool:
    """Tell whether something is of a library whose decorators register what answers events."""
    return name.startswith(_FRAMEWORKS)


def asks_on_request(name: str) -> bool:
    """Tell whether who decorates calls the function on a request: an invocation surely may."""
    if route_of(name):
        return True
    return is_framework(name) and not runs_at_start(name)


def runs_at_start(name: str) -> bool:
    """Tell whether who decorates calls the function when an application starts or stops."""
    return any(word in name for word in _AT_START)


# Libraries whose decorators register what answers events.
_FRAMEWORKS = (
    *("fastapi.", "flask.", "starlette.", "litestar.", "quart.", "chalice.", "bottle.", "falcon."),
    *("aws_lambda_powertools.event_handler.", "connexion.", "strawberry.", "ariadne.", "sanic."),
    *("slack_bolt.", "ask_sdk", "flask_restx.", "flask_restful.", "apiflask.", "ninja."),
)
# What they call when the application starts or stops, or for no event at all.
_AT_START = (".on_event", ".listener", ".cli", ".teardown", "startup", "shutdown", "before_first")


def route_of(name: str) -> str:
    """Return the path in the name of what `app.get("/users")` yields."""
    return name.partition("(")[2].rstrip(")") if "(/" in name else ""
