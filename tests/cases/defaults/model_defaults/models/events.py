# (module of the case) attrs classes
import secrets

import attrs


@attrs.define
class Envelope:
    topic: str
    trace: str = attrs.field(default=secrets.token_hex(8))  # expect: SNAP202
    salt: bytes = attrs.field(factory=lambda: secrets.token_bytes(8))  # ok: one for each envelope
