# `default_factory=lambda: uuid4()` and `default=uuid.uuid4` hand over a callable: no finding.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid
from dataclasses import dataclass, field


class Column:
    def __init__(self, name, default):
        self.name = name
        self.default = default  # ok: a callable, not a value

    def value(self):
        return self.default()


COLUMNS = [Column("id", default=uuid.uuid4), Column("at", default=time.time)]


@dataclass
class Row:
    key: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok


def handler(event, context):
    return {"key": Row().key, **{column.name: str(column.value()) for column in COLUMNS}}
