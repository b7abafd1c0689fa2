# `__set_name__` runs in INIT, when the class body ends.
# settles: class machinery runs in INIT
# oracle: COLLIDES
import uuid


class Column:
    def __set_name__(self, owner, name):
        self.name = name
        self.key = f"{name}-{uuid.uuid4().hex}"  # expect: SNAP201


class Order:
    number = Column()


def handler(event, context):
    return {"key": Order.number.key, "name": Order.number.name}
