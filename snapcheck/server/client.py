"""What the editor at the other end can do, from the capabilities that it announced."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol.types import (
    ClientCapabilities,
    ClientCodeActionResolveOptions,
    DiagnosticTag,
    InitializeParams,
    MarkupKind,
)
from msgspec import Struct
from pygls.capabilities import get_capability

SHOW_LOCATIONS = "snapcheck.showLocations"
"""A command of an editor's extension that shows places in the source, where it has one."""
SHOW_FINDINGS = "snapcheck.showFindings"
"""A command of the server, for every other editor: it says what is found, and opens the first."""


class Client(Struct, frozen=True):
    """What the editor can do. `pulls` is whether it asks for diagnostics by itself.

    That counts only where it can also be told to ask again: a change of one file changes what is
    found in others, and an editor that is not told so would go on showing what was.
    """

    pulls: bool = False
    related_information: bool = False
    unnecessary_tag: bool = False
    code_description: bool = False
    markdown: bool = False
    code_lens_refresh: bool = False
    resolves_edits: bool = False
    versioned_edits: bool = False
    snippet_edits: bool = False
    progress: bool = False
    configuration: bool = False
    registers_configuration: bool = False
    registers_watchers: bool = False
    shows_locations: bool = False
    shows_documents: bool = False


def client_of(params: InitializeParams) -> Client:
    """Return the editor that sent its capabilities and options."""
    can = params.capabilities
    published = can.text_document.publish_diagnostics if can.text_document else None
    pulled = can.text_document.diagnostic if can.text_document else None
    shown = [each for each in (published, pulled) if each is not None]
    resolve = get_capability(can, "text_document.code_action.resolve_support")
    options = params.initialization_options
    return Client(
        pulls=pulled is not None and _has(can, "workspace.diagnostics.refresh_support"),
        related_information=any(each.related_information for each in shown),
        unnecessary_tag=any(
            each.tag_support is not None and DiagnosticTag.Unnecessary in each.tag_support.value_set
            for each in shown
        ),
        code_description=any(each.code_description_support for each in shown),
        markdown=MarkupKind.Markdown
        in (get_capability(can, "text_document.hover.content_format") or ()),
        code_lens_refresh=_has(can, "workspace.code_lens.refresh_support"),
        resolves_edits=isinstance(resolve, ClientCodeActionResolveOptions)
        and "edit" in resolve.properties,
        versioned_edits=_has(can, "workspace.workspace_edit.document_changes"),
        snippet_edits=_has(can, "workspace.workspace_edit.snippet_edit_support"),
        progress=_has(can, "window.work_done_progress"),
        configuration=_has(can, "workspace.configuration"),
        registers_configuration=_has(
            can, "workspace.did_change_configuration.dynamic_registration"
        ),
        registers_watchers=_has(can, "workspace.did_change_watched_files.dynamic_registration"),
        shows_locations=isinstance(options, Mapping)
        and isinstance(commands := options.get("commands"), list)
        and SHOW_LOCATIONS in commands,
        shows_documents=_has(can, "window.show_document.support"),
    )


def _has(can: ClientCapabilities, name: str) -> bool:
    return bool(get_capability(can, name, False))
