# A metaclass's `__new__` runs in INIT for every class statement.
# settles: class machinery runs in INIT
# oracle: COLLIDES
import uuid


class Versioned(type):
    def __new__(mcls, name, bases, namespace):
        namespace["version"] = uuid.uuid4().hex  # expect: SNAP201
        return super().__new__(mcls, name, bases, namespace)


class Schema(metaclass=Versioned):
    pass


def handler(event, context):
    return {"version": Schema.version}
