# All that runs when an attrs object is built in INIT.
# oracle: COLLIDES
import uuid

from attrs import Factory, define, field


@define
class Berth:
    name: str = field()
    code: str = Factory(lambda: uuid.uuid4().hex)  # expect: SNAP201
    slot: str = ""

    @name.default
    def _name(self):
        return uuid.uuid4().hex  # expect: SNAP201

    def __attrs_post_init__(self):
        self.slot = uuid.uuid4().hex  # expect: SNAP201


berth = Berth()


def handler(event, context):
    return {"name": berth.name, "code": berth.code, "slot": berth.slot}
