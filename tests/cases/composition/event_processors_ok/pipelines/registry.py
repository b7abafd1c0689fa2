# (module of the case) keeps classes, no instances
from __future__ import annotations

from typing import ClassVar, Protocol


class Pipeline(Protocol):
    def load(self, payload: dict) -> dict: ...


class Registered:
    kinds: ClassVar[dict[str, type]] = {}

    def __init_subclass__(cls, kind: str, **options) -> None:
        super().__init_subclass__(**options)
        Registered.kinds[kind] = cls  # ok: the class, not what its constructor makes


def run(kind: str, payload: dict) -> dict:
    pipeline: Pipeline = Registered.kinds[kind]()
    return pipeline.load(payload)
