"""What can be done about findings: a fix, an ignore comment, all safe fixes of a file or of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    SnippetTextEdit,
    StringValue,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)
from msgspec import Struct

from snapcheck.model import Edit
from snapcheck.server.client import Client
from snapcheck.server.locations import Locations
from snapcheck.server.positions import Lines, share_a_line, touch
from snapcheck.server.view import Shown, View
from snapcheck.suppress.directives import PLACEHOLDER
from snapcheck.suppress.suppression import UNUSED_IGNORE

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.snapcheck"
# No kind of `fixAll`, which editors apply to a file when it is saved.
FIX_WORKSPACE = f"{CodeActionKind.Source.value}.fixWorkspace.snapcheck"
KINDS = (CodeActionKind.QuickFix, FIX_ALL, FIX_WORKSPACE)
_CHOICES = frozenset(("fix", "ignore", "fix-all", "fix-workspace"))
_NO_COMMENTS = ".json"


class Chosen(Struct, frozen=True):
    """An action that the user may have chosen: what it does, and about which finding."""

    uri: str
    what: str
    fingerprint: str = ""

    @staticmethod
    def of(data: object) -> Chosen | None:
        """Return what an editor sent back; None if it is none of ours."""
        if not isinstance(data, Mapping):
            return None
        values = [data.get(name, "") for name in ("uri", "what", "fingerprint")]
        return Chosen(*map(str, values)) if values[1] in _CHOICES else None

    def data(self) -> dict[str, str]:
        """Return it as it is sent to the editor."""
        return {"uri": self.uri, "what": self.what, "fingerprint": self.fingerprint}


def actions(
    view: View, path: Path, uri: str, range: Range, only: Collection[str] | None
) -> list[CodeAction]:
    """Return what can be done in a range of a file, without edits.

    `only` are the kinds asked for.
    """
    here = _at(view.findings.get(path, ()), range)
    found: list[CodeAction] = []
    if _wanted(CodeActionKind.QuickFix.value, only):
        found += [_fix(each, uri) for each in here if _is_mended_here(each)]
        found += [_ignore(each, uri) for each in here if _can_be_ignored(each, path)]
    title = "snapcheck: fix all that can be fixed safely"
    mendable = {file for file, shown in view.findings.items() if any(map(_is_mended_safely, shown))}
    if only is None and not here:
        return found  # who asks for whatever there is at a place without a finding wants no more
    if _wanted(FIX_ALL, only) and path in mendable:
        found.append(CodeAction(title, FIX_ALL, data=Chosen(uri, "fix-all").data()))
    if _wanted(FIX_WORKSPACE, only) and mendable - {path}:
        everywhere = f"{title}, in all files"
        data = Chosen(uri, "fix-workspace").data()
        found.append(CodeAction(everywhere, FIX_WORKSPACE, data=data))
    return found


def _at(findings: Sequence[Shown], range: Range) -> list[Shown]:
    """Return the findings in a range; where none is, those on its lines.

    Who asks from a keyboard stands somewhere on the line.
    """
    here = [each for each in findings if touch(each.diagnostic.range, range)]
    return here or [each for each in findings if share_a_line(each.diagnostic.range, range)]


def _is_mended_here(shown: Shown) -> bool:
    fix, path = shown.finding.fix, shown.finding.span.path
    return fix is not None and all(edit.span.path == path for edit in fix.edits)


def _is_mended_safely(shown: Shown) -> bool:
    return shown.finding.fix is not None and shown.finding.fix.safe


def _wanted(kind: str, only: Collection[str] | None) -> bool:
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _fix(shown: Shown, uri: str) -> CodeAction:
    fix = shown.finding.fix
    assert fix is not None
    says_why = fix.safe or "(unsafe: " in fix.description
    unsafe = "" if says_why else " (unsafe: may change behaviour)"
    return CodeAction(
        f"{shown.finding.rule}: {fix.description.rstrip('.')}{unsafe}",
        CodeActionKind.QuickFix,
        [shown.diagnostic],
        is_preferred=fix.safe,
        data=Chosen(uri, "fix", shown.finding.fingerprint).data(),
    )


def _ignore(shown: Shown, uri: str) -> CodeAction:
    return CodeAction(
        f"{shown.finding.rule}: Ignore here, with a reason",
        CodeActionKind.QuickFix,
        [shown.diagnostic],
        is_preferred=False,
        data=Chosen(uri, "ignore", shown.finding.fingerprint).data(),
    )


def _can_be_ignored(shown: Shown, path: Path) -> bool:
    return shown.finding.rule != UNUSED_IGNORE and path.suffix != _NO_COMMENTS


def workspace_edit(
    places: Locations, edits: Iterable[Edit], client: Client, *, snippet: bool = False
) -> WorkspaceEdit:
    """Return edits of a report as the editor's; with `snippet` the reason is to be typed over."""
    by_path: dict[Path, list[TextEdit | SnippetTextEdit]] = {}
    for edit in edits:
        text = TextEdit(places.range(edit.span), edit.text)
        written: TextEdit | SnippetTextEdit = text
        if snippet and client.snippet_edits and client.versioned_edits:
            written = SnippetTextEdit(text.range, StringValue(_as_snippet(edit.text)))
        by_path.setdefault(places.file(edit.span.path), []).append(written)
    return _edit_of(places, by_path, client)


def replacement(places: Locations, texts: Mapping[Path, str], client: Client) -> WorkspaceEdit:
    """Return the edit that makes these texts of files, line by line, so that cursors stay."""
    by_path: dict[Path, list[TextEdit | SnippetTextEdit]] = {}
    for path, text in texts.items():
        lines = places.lines(path)
        assert lines is not None  # there is a finding in it
        by_path[path] = list(line_edits(lines, text))
    return _edit_of(places, by_path, client)


def line_edits(lines: Lines, text: str) -> Sequence[TextEdit]:
    """Return the lines to put in place of others, so that the result is `text`."""
    old, new = lines.text.splitlines(keepends=True), text.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        TextEdit(
            Range(lines.position_at(starts[first]), lines.position_at(starts[last])),
            "".join(new[begin:end]),
        )
        for tag, first, last, begin, end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]


def _edit_of(
    places: Locations, by_path: Mapping[Path, list[TextEdit | SnippetTextEdit]], client: Client
) -> WorkspaceEdit:
    if not client.versioned_edits:
        return WorkspaceEdit(
            changes={
                places.uri(path): [each for each in edits if isinstance(each, TextEdit)]
                for path, edits in by_path.items()
            }
        )
    changes = []
    for path, edits in by_path.items():
        document = places.document(path)
        version = document.version if document is not None else None
        named = OptionalVersionedTextDocumentIdentifier(places.uri(path), version)
        changes.append(TextDocumentEdit(named, list(edits)))
    return WorkspaceEdit(document_changes=changes)


def _as_snippet(text: str) -> str:
    """Return a text as a snippet, whose reason is marked to be typed over."""
    plain = text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return plain.replace(PLACEHOLDER, f"${{1:{PLACEHOLDER}}}")
