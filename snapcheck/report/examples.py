"""The examples of a rule that are worth showing: the mistake, what to write, and the hook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapcheck.model import Example, Rule

_HOOK = "register_after_restore"
# JSON has no comments: there a key of its own says so of the line below it.
_MARKED_LINE = re.compile(r'^[ \t]*"//": "expect: [^\n]*\n', re.MULTILINE)
_MARKER = re.compile(r"(#|//) (expect: (?P<code>[A-Z]+\d+)|ok)\b[^\n]*")


def shown(rule: Rule) -> Iterator[tuple[str, Example]]:
    """Yield the first bad and the first good example, and the first with a hook, with headings."""
    bad = [each for each in rule.examples if each.kind == "bad"]
    good = [each for each in rule.examples if each.kind == "good"]
    hooked = next((each for each in good if _HOOK in each.text), None)
    yield from (("Reported", each) for each in bad[:1])
    yield from (("Not reported", each) for each in good[:1])
    if hooked is not None and hooked is not good[0]:
        yield "Not reported, with a hook", hooked


def code_of(example: Example) -> str:
    """Return the code of an example; the line that is reported is marked with the rule's code."""
    text = _MARKED_LINE.sub("", example.text)
    return _MARKER.sub(lambda found: f"{found[1]} {found['code'] or 'fine'}", text).rstrip("\n")


def as_markdown(rule: Rule) -> str:
    """Return the examples as Markdown, ready to stand below a rule's page; empty if none."""
    return "\n\n".join(
        f"## {heading}\n\n```{each.language}\n{code_of(each)}\n```" for heading, each in shown(rule)
    )
