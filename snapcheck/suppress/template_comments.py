"""The comments of a deployment file, in whatever language it is written. JSON has none.

YAML is scanned by PyYAML, because only a YAML scanner knows that a `#` in a block of text (inline
code, a description) is no comment. What lies between its tokens is blanks and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from snapcheck.model.comment import Comment, Commented

SIZE_LIMIT = 2 * 1024 * 1024

_HCL = re.compile(
    r"""<<[-~]?(?P<word>\w+)[ \t]*\n.*?^[ \t]*(?P=word)[ \t]*$   # a text up to its closing word
      | "(?:\\.|[^"\\\n])*"
      | /\*.*?\*/
      | (?P<comment>(?:\#|//)[^\n]*)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

_TYPESCRIPT = re.compile(
    r"""`(?:\\.|[^`\\])*`
      | "(?:\\.|[^"\\\n])*"
      | '(?:\\.|[^'\\\n])*'
      | /\*.*?\*/
      | (?P<comment>//[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)

_TOML = re.compile(
    r"""\"\"\"(?:\\.|[^\\])*?\"\"\"
      | \'\'\'.*?\'\'\'
      | "(?:\\.|[^"\\\n])*"
      | '[^'\n]*'
      | (?P<comment>\#[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)

_DOCKERFILE = re.compile(r"^[ \t]*(?P<comment>#[^\n]*)", re.MULTILINE)

_BY_SUFFIX = {".tf": _HCL, ".hcl": _HCL, ".ts": _TYPESCRIPT, ".toml": _TOML}

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+#")


def template_comments(text: str, path: str) -> Commented:
    """Return the comments of a template.

    None where it can't be scanned, for then others complain.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    places = _places(text, PurePosixPath(path)) if len(text) <= SIZE_LIMIT else ()
    comments = tuple(_comment(text, place) for place in places)
    return Commented(path, comments, (), _begins(text, comments))


def _places(text: str, path: PurePosixPath) -> Iterable[int]:
    """Return the offsets at which comments begin."""
    name, suffix = path.name.lower(), path.suffix.lower()
    if suffix == ".json":
        return ()
    pattern = _BY_SUFFIX.get(suffix)
    if "dockerfile" in name or "containerfile" in name:
        pattern = _DOCKERFILE
    if pattern is None:  # YAML, or a template of another name that may be
        return _in_yaml(text)
    found = pattern.finditer(text)
    return [each.start("comment") for each in found if each["comment"]]


def _comment(text: str, start: int) -> Comment:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    shown = text[start : line_end if line_end >= 0 else len(text)].rstrip()
    before = text[line_start:start]
    blanks = len(before) - len(before.rstrip())
    line = text.count("\n", 0, start) + 1
    return Comment(line, len(before) + 1, shown, blanks == len(before), blanks)


def _begins(text: str, comments: tuple[Comment, ...]) -> int:
    """Return the first line that holds more than a comment or a mark of the document's start."""
    alone = {comment.line for comment in comments if comment.alone}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and number not in alone and not line.startswith(("---", "%")):
            return number
    return 0


def _in_yaml(text: str) -> Iterator[int]:
    """Yield the offsets at which comments begin."""
    import yaml  # takes 20 ms, and most templates hold no ignore comment

    end = 0
    try:
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            start = token.start_mark.index
            yield from _between(text, end, start)
            header = _BLOCK_HEADER.match(text, start)
            if header and getattr(token, "style", None) in ("|", ">"):
                yield header.end() - 1
            end = max(end, token.end_mark.index)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[int]:
    while start < end:
        mark = text.find("#", start, end)
        if mark < 0:
            return
        yield mark
        line_end = text.find("\n", mark, end)
        start = line_end if line_end >= 0 else end
