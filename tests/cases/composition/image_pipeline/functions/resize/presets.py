# (module of the case) presets beside the handler
import uuid
from dataclasses import dataclass, field


@dataclass
class Preset:
    name: str
    width: int
    etag: str = field(default_factory=lambda: uuid.uuid4().hex[:6])  # expect: SNAP201


PRESETS = [Preset("small", 200), Preset("large", 1600)]
