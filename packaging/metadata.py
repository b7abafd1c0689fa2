"""What an index of packages shows: links to the site, and a README whose links lead there.

The build calls it. Where the project has no address there are no links, as anywhere else.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"\[([^\]\n]+)\]\(([\w/.-]+)(#[\w-]+)?\)")
_ON_THE_SITE = re.compile(r"((?:docs/)?[\w-]+)\.md")


class Addresses(MetadataHookInterface):
    """Adds what depends on the project's address."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the links and the README."""
        root = Path(self.root)
        address = runpy.run_path(str(root / "snapcheck" / "project.py"))["ADDRESS"]
        text = (root / "README.md").read_text(encoding="utf-8")
        metadata["urls"] = (
            {"Documentation": address, "Changelog": f"{address}CHANGELOG/"} if address else {}
        )
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": _LINK.sub(lambda link: _moved(link, address), text),
        }


def _moved(link: re.Match[str], address: str) -> str:
    """Return a link to the site; its text alone if the site has no such page."""
    text, file, heading = link.groups(default="")
    page = _ON_THE_SITE.fullmatch(file)
    return f"[{text}]({address}{page[1]}/{heading})" if page and address else text
