"""Ignore comments: what a comment asks for, and what is wrong with one that can't be followed.

    # snapcheck: ignore[SNAP201] shared on purpose
    # snapcheck: ignore-file[SNAP602] this job runs once a day

Codes and a reason are required: a bare one would hide what nobody has looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from snapcheck.model import ProblemKind, Rule
from snapcheck.model.comment import Comment, Commented

HOW = "`# snapcheck: ignore[CODE] reason`"
PLACEHOLDER = "TODO: say why"
"""What an editor writes for a reason that is to be typed; a comment that still has it is none."""

# A `#` begins a further comment, of another tool, unless it is a number as in `see #12`.
_DIRECTIVE = re.compile(
    r"(?:#+|//+)[ \t]*(?P<mark>(?i:snapcheck))[ \t]*:[ \t]*(?P<text>(?:[^#]|#(?=\d))*)"
)
_FORM = re.compile(r"(?P<verb>[\w-]*)\s*(?:\[(?P<codes>[^\]]*)\])?(?P<rest>.*)", re.DOTALL)
_VERBS = ("ignore", "ignore-file")
# A comment that begins so in a file is worth a look at all its comments.
_TRACES = (b"snapcheck", b"Snapcheck", b"SNAPCHECK")


class Directive(Struct, frozen=True):
    """One request to say nothing: of these rules, on a statement or in the whole file.

    `column` and `end_column` enclose the directive, from its mark on. `mistake` says why it is
    not followed, and is empty where it is. `unknown` are words that no rule has; the others hold.
    `words` are all of them as they are written, with their codes.
    """

    path: str
    line: int
    column: int
    end_column: int
    text: str
    comment: Comment
    whole_file: bool
    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    reason: str
    mistake: str
    words: tuple[tuple[str, str], ...] = ()


Spellings = Mapping[str, str]
"""The codes of all rules, and the kinds of problems, by how a comment may spell them.

In lower case, by code or by name.
"""


def spellings(rules: Mapping[str, Rule]) -> Spellings:
    """Return how comments may spell rules and kinds of problems."""
    kinds = {kind.value: kind.value for kind in ProblemKind}
    names = {rule.name: code for code, rule in rules.items()}
    return {**kinds, **names, **{code.lower(): code for code in rules}}


def directives(commented: Commented, known: Spellings) -> Iterator[Directive]:
    """Yield the directives among the comments of a file."""
    for comment in commented.comments:
        for found in _DIRECTIVE.finditer(comment.text):
            # A sentence may begin with the name of the tool.
            if found["mark"].islower() or found["text"].lower().startswith("ignore"):
                yield _directive(commented, comment, found, known)


def may_hold_directive(source: bytes) -> bool:
    """Return whether it is worth while to look for comments in a file at all."""
    return any(trace in source for trace in _TRACES)


def _directive(
    commented: Commented, comment: Comment, found: re.Match[str], known: Spellings
) -> Directive:
    text = found["text"].rstrip()
    form = _FORM.fullmatch(text)
    assert form is not None  # every part of the form is optional
    codes = tuple(dict.fromkeys(code for code in re.split(r"[,\s]+", form["codes"] or "") if code))
    reason = " ".join(form["rest"].strip(" \t:-–—").split())
    whole_file = form["verb"].lower() == "ignore-file"
    words = tuple([(word, known.get(word.lower(), "")) for word in codes])
    return Directive(
        commented.path,
        comment.line,
        comment.column + found.start(),
        comment.column + found.start("text") + len(text),
        comment.text[found.start("text") : found.start("text") + len(text)],
        comment,
        whole_file,
        tuple([code for _, code in words if code]),
        tuple([word for word, code in words if not code]),
        reason,
        _mistake(form, codes, reason) or _misplaced(commented, comment, whole_file),
        words,
    )


def _mistake(form: re.Match[str], codes: tuple[str, ...], reason: str) -> str:
    if form["verb"].lower() not in _VERBS:
        return f"is not understood; write {HOW}"
    if not codes:
        return f"names no rule; write {HOW}"
    if not reason:
        return f"gives no reason; write {HOW}"
    if reason.casefold() == PLACEHOLDER.casefold():
        return f"still says `{PLACEHOLDER}`; write there why the finding is fine"
    return ""


def _misplaced(commented: Commented, comment: Comment, whole_file: bool) -> str:
    if whole_file and commented.begins and comment.line >= commented.begins:
        return "stands below the first statement; move it to the top of the file"
    return ""
