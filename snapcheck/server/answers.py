"""What the editor asks, and what it is answered."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from snapcheck.read.source import decode
from snapcheck.server import hover
from snapcheck.server.actions import Chosen, actions, replacement, workspace_edit
from snapcheck.server.documents import path_of
from snapcheck.server.lens import lenses
from snapcheck.server.positions import Lines, contains
from snapcheck.server.session import OutOfDate, Session, Tracked
from snapcheck.server.view import View
from snapcheck.server.workspace_folder import Asked

MOST_NAMED = 10
"""A message of the editor is a few lines."""

# --- diagnostics -------------------------------------------------------------------------------


async def document_diagnostics(
    session: Session, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """Return what is found in one file, as it is now."""
    found = session.find(params.text_document.uri)
    if found is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    path, tracked = found
    view = await session.current_for(tracked, path)
    result_id = view.result_id(path)
    if result_id == params.previous_result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
    return types.RelatedFullDocumentDiagnosticReport(
        list(view.diagnostics(path)), result_id=result_id
    )


async def workspace_diagnostics(
    session: Session, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """Return what is found in all files.

    An editor that takes parts is answered when there is news.
    """
    session.pulls_workspace = True
    known = {each.uri: each.value for each in params.previous_result_ids}
    while True:
        change = session.next_change()
        items = await _workspace(session, known)
        is_news = any(item.kind == "full" for item in items)
        if is_news or not known or params.partial_result_token is None:
            return types.WorkspaceDiagnosticReport(items)
        session.waits_for_workspace += 1
        try:
            await change.wait()
        finally:
            session.waits_for_workspace -= 1


async def _workspace(
    session: Session, known: dict[str, str]
) -> list[types.WorkspaceDocumentDiagnosticReport]:
    """Return each file that has diagnostics, or had when the editor asked last."""
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    paths = {path for uri in known if (path := path_of(uri)) is not None}
    for tracked in list(session.folders.values()):
        view = await session.current(tracked)
        paths |= {path for path in view.files if session.owner(path) is tracked}
    for path in sorted(paths):
        owner = session.owner(path)
        view = owner.view if owner is not None else View()
        document = session.documents.get(path)
        uri, result_id = session.documents.uri_of(path), view.result_id(path)
        version = document.version if document is not None else None
        if known.get(uri) == result_id:
            items.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result_id, version))
        else:
            items.append(
                types.WorkspaceFullDocumentDiagnosticReport(
                    uri, list(view.diagnostics(path)), version, result_id=result_id
                )
            )
    return items


# --- reading -----------------------------------------------------------------------------------


async def hovered(session: Session, params: types.HoverParams) -> types.Hover | None:
    """Return what is to be said of a place: the finding there, or what INIT keeps there."""
    found = session.find(params.text_document.uri)
    if found is None:
        return None
    path, tracked = found
    view = await session.current(tracked)
    if view.report is None or view.places is None:
        return None
    rules = {rule.code: rule for rule in view.report.rules}
    here = [
        shown
        for shown in view.findings.get(path, ())
        if contains(shown.diagnostic.range, params.position)
    ]
    if here:
        texts = [
            hover.of_finding(each.finding, rules[each.finding.rule], view.places) for each in here
        ]
        return hover.shown("\n\n---\n\n".join(texts), here[0].diagnostic.range, session.client)
    return await _kept(session, tracked, view, path, params.position)


async def _kept(
    session: Session, tracked: Tracked, view: View, path: Path, position: types.Position
) -> types.Hover | None:
    """Return what is known of a name that nothing is found at."""
    document = session.documents.get(path)
    if document is None or view.places is None or not view.places.show(document):
        return None
    if path.suffix != ".py":
        return None
    found = hover.name_at(Lines(document.text, session.documents.encoding), position)
    if found is None:
        return None
    asked = Asked(path, position.line + 1, found.name)
    story = await session.story(tracked, asked)
    if story is None:
        return None
    return hover.shown(hover.of_story(story, view.places), found.range, session.client)


async def code_lenses(session: Session, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Return how many frozen values each entry point of a file has."""
    found = session.find(params.text_document.uri)
    if found is None:
        return []
    path, tracked = found
    view = await session.current(tracked)
    # Only now: the settings may have come meanwhile.
    return lenses(view, path, session.client) if tracked.folder.settings.code_lens else []


async def show_findings(session: Session, uri: str, function: str) -> None:
    """Say what is found for an entry point, and open the place of the first finding."""
    found = session.find(uri)
    if found is None:
        return
    path, tracked = found
    view = await session.current(tracked)
    if view.report is None or view.places is None:
        return
    mine = [
        finding
        for finding in view.report.findings
        if any(
            entry.function == function and view.places.file(entry.path) == path
            for entry in finding.entry_points
        )
    ]
    lines = [f"{each.rule} {each.span.path}:{each.span.line} {each.name}" for each in mine]
    if mine and session.client.shows_documents:
        session.show_document(view.places.location(mine[0].span))
    more = [f"and {len(lines) - MOST_NAMED} more"] if len(lines) > MOST_NAMED else []
    told = ", ".join([*lines[:MOST_NAMED], *more]) if lines else "nothing is found"
    session.tell(f"{function}: {told}")


# --- actions -----------------------------------------------------------------------------------


async def code_actions(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done in a range.

    The edits are made when the user has chosen, if possible.
    """
    uri, only = params.text_document.uri, params.context.only
    place = session.find(uri)
    if place is None:
        return []
    path, tracked = place
    view = await session.current(tracked)
    if view.places is None or not view.places.show(session.documents.get(path)):
        return []
    found = actions(view, path, uri, params.range, only)
    if session.client.resolves_edits:
        return found
    # Mending a whole file takes analyses: only for an editor that asks for just that.
    found = [
        each for each in found if only is not None or each.kind == types.CodeActionKind.QuickFix
    ]
    return [each for each in [await resolved(session, each) for each in found] if each.edit]


async def resolved(session: Session, action: types.CodeAction) -> types.CodeAction:
    """Return the action with its edit; none where nothing comes of it.

    Raises JsonRpcContentModified if what it was offered for is no longer there.
    """
    chosen = Chosen.of(action.data)
    place = session.find(chosen.uri) if chosen is not None else None
    if chosen is None or place is None:
        return action
    path, tracked = place
    view = await session.current(tracked)
    if view.places is None or not view.places.show(session.documents.get(path)):
        raise JsonRpcContentModified
    if chosen.what in ("fix-all", "fix-workspace"):
        try:
            mended = await session.mended(tracked, path if chosen.what == "fix-all" else None)
        except OutOfDate as error:
            raise JsonRpcContentModified from error
        if mended:
            texts = {file: decode(source) for file, source in mended.items()}
            action.edit = replacement(view.places, texts, session.client)
        return action
    shown = view.findings.get(path, ())
    found = [s.finding for s in shown if s.finding.fingerprint == chosen.fingerprint]
    if not found:
        raise JsonRpcContentModified
    (finding, *_) = found
    if chosen.what == "ignore":
        edits = await session.silenced(tracked, path, finding)
    else:
        text = view.report.sources[finding.span.path] if view.report is not None else ""
        edits = await session.fixed(tracked, finding, text)
    if edits:
        is_snippet = chosen.what == "ignore"
        action.edit = workspace_edit(view.places, edits, session.client, snippet=is_snippet)
    return action
