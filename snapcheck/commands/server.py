"""`snapcheck server`: the language server."""

from __future__ import annotations

import click

from snapcheck.commands.failure import Failure
from snapcheck.commands.options import verbose_option


@click.command(short_help="Serve an editor: the language server.")
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False)  # many editors say so
@verbose_option
def server() -> int:
    """Serve an editor on standard input and output, with the Language Server Protocol.

    Needs pip install 'snapcheck[lsp]'. docs/editors.md says how editors are set up.
    """
    import gc

    gc.disable()  # there is no garbage in what is imported, and its worker tidies up
    try:
        from snapcheck.server.start import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Failure("the language server needs pygls: pip install 'snapcheck[lsp]'") from error
    return serve()
