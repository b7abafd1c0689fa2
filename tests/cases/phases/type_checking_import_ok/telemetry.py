# (module of the case) imported for type checkers and inside the handler only
import uuid
from dataclasses import dataclass

PROCESS = uuid.uuid4().hex  # ok: made after the restore


@dataclass
class Session:
    process: str


def open_session() -> Session:
    return Session(PROCESS)
