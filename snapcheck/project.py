"""Where this project is published: the one setting that all addresses of it are made from."""

from __future__ import annotations

ADDRESS = ""
"""The address of the documentation's first page, with a `/` at its end, as the site is served.

Empty as long as it is published nowhere: then no report, editor or page has a link to it.
"""

_OURS = "SNAP"


def page_of(code: str) -> str | None:
    """Return the address of a rule's page; None for rules of a team's own, or without a site."""
    return f"{ADDRESS}rules/{code}/" if ADDRESS and code.startswith(_OURS) else None
