# about: SNAP201
import uuid


class Service:
    def __init__(self):
        self.id = uuid.uuid4().hex


service = Service()


def handler(event, context):
    return {"id": service.id}
