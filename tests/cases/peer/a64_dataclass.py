# oracle: COLLIDES
import uuid
from dataclasses import dataclass, field
@dataclass
class Order:
    batch: str = uuid.uuid4().hex  # expect: SNAP201
    order: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok
def handler(event, context):
    o = Order()
    return {"batch": o.batch, "order": o.order}
