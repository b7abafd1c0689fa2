"""The report as one HTML page that needs nothing but itself: no network, no other file.

`page` decides what is shown, `page.html.jinja` how it is marked up, `page.css` how it looks, and
`page.js` filters it. Everything that comes from the analysed project passes through the escapes of
`report.cells` and of the template, and the page's own policy lets no other script run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from snapcheck.model import Report
from snapcheck.report.html.page import page_of
from snapcheck.report.inert import inert_json, inert_markup


def render(report: Report) -> str:
    """Return the whole report as the text of one page."""
    page = page_of(report)
    style, script = own("page.css"), own("page.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # A browser keeps the line ends between elements as nodes, a third of a large page.
    template = own("page.html.jinja").replace(">\n", ">")
    text: str = environment.from_string(template).render(
        page=page,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        data=_data(page.data),
    )
    return inert_markup(text)


def own(name: str) -> str:
    """Return a file of this package; a browser reads all line ends as line feeds."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def policy(style: str, script: str) -> str:
    """Return the content security policy: only this style and this script, and no address."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_hash(script)}'",
            f"style-src 'sha256-{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(values: object) -> Markup:
    """Return JSON in which nothing can end the script element that holds it."""
    text = json.dumps(values, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(inert_json(text))
