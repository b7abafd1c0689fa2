"""Renew all that is generated and kept in the repository: `python docs/renew.py`.

The README's table of rules, the schema of the configuration, the list of cases, and the page on
libraries that go wrong by themselves. The site keeps nothing else that is generated:
`docs/site/build.py` makes its pages anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from snapcheck import knowledge
from snapcheck.config import schema
from snapcheck.report.rule_pages import render_rules

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docs" / "site")]


def generated() -> dict[Path, str]:
    """Return the texts of all files that are generated, or hold something that is."""
    import index
    import pages

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = render_rules(knowledge.load().rules.values(), "markdown")
    return {
        ROOT / "README.md": re.sub(
            r"(<!-- rules: .*?-->\n).*?(?=<!-- end of rules -->)",
            lambda found: found[1] + table,
            readme,
            flags=re.DOTALL,
        ),
        ROOT / "snapcheck" / "config" / "schema.json": schema.render(),
        index.INDEX: index.index(),
        ROOT / "docs" / "libraries.md": pages.wrong_libraries(ROOT / "rules" / "apis"),
    }


if __name__ == "__main__":
    for file, text in generated().items():
        file.write_text(text, encoding="utf-8")
