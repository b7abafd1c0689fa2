# An attribute of a kept object keeps the value, also when it is not the object's own method that sets it.
# oracle: COLLIDES
import types
import uuid


class Service:
    instance = None

    def describe(self):
        return {"instance": self.instance}


service = Service()
service.instance = uuid.uuid4().hex  # expect: SNAP201
state = types.SimpleNamespace(session=uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {**service.describe(), "session": state.session}
