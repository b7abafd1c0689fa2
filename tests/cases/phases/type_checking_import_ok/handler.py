# `if TYPE_CHECKING:` bodies run in no phase, so the module is first imported by the handler, in INVOKE.
# about: SNAP201
# oracle: ok
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telemetry import Session


def describe(session: Session) -> dict:
    return {"process": session.process}


def handler(event, context):
    from telemetry import open_session

    return describe(open_session())
