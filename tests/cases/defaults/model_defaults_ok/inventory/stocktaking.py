# (module of the case) a dataclass with a post-init method and a class-level constant
import uuid
from dataclasses import InitVar, dataclass, field
from typing import ClassVar


@dataclass
class StockTake:
    site: InitVar[int]
    namespace: ClassVar[uuid.UUID] = uuid.NAMESPACE_URL
    warehouse: ClassVar[uuid.UUID] = uuid.uuid5(uuid.NAMESPACE_DNS, "warehouse.example")  # ok: a hash
    key: str = field(init=False)

    def __post_init__(self, site: int) -> None:
        self.key = f"{self.warehouse}/{site}/{uuid.uuid4().hex}"
