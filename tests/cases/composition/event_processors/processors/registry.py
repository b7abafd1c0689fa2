# (module of the case) a dictionary filled at import
from typing import Callable

from .base import Processor

_PROCESSORS: dict[str, Processor] = {}


def processes(kind: str) -> Callable[[type[Processor]], type[Processor]]:
    def register(cls: type[Processor]) -> type[Processor]:
        _PROCESSORS[kind] = cls()
        return cls

    return register


def kinds() -> list[str]:
    return sorted(_PROCESSORS)


def process(record: dict) -> dict:
    processor = _PROCESSORS[record["kind"]]
    return {"kind": record["kind"], **processor.process(record)}
