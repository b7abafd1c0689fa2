# high: the whole chain is resolved, through a helper, a constructor and a method.
# oracle: COLLIDES
import random
import uuid


def new_id():
    return uuid.uuid4().hex


class Service:
    def __init__(self):
        self.instance = new_id()  # expect: SNAP201
        self.rng = random.Random()  # expect: SNAP102

    def handle(self, number):
        return {"instance": self.instance, "lane": self.rng.random(), "n": number}


service = Service()


def handler(event, context):
    return service.handle(event["n"])
