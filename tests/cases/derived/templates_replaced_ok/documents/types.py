# (module of the case) an immutable document
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    number: str
    body: str
