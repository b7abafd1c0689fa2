# (module of the case) flags as data
import hashlib
from typing import NamedTuple


class Flag(NamedTuple):
    share: float
    variants: tuple[str, ...] = ("off", "on")
    salt: str = "2025"


FLAGS = {
    "search": Flag(0.5),
    "checkout": Flag(1.0, ("a", "b", "c")),
    "sampling": Flag(0.1, salt="2024"),
}


def bucket(flag, user):
    digest = hashlib.sha256(f"{flag.salt}/{user}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def evaluate(name, user):
    return bucket(FLAGS[name], user) < FLAGS[name].share
