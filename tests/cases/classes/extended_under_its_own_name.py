# Classes that a loop extends under their own names come to an end: the bases of both are each other.
# oracle: COLLIDES
import uuid


class Model:
    def __init__(self):
        self.instance = uuid.uuid4().hex  # expect: SNAP201


for _ in range(2):

    class Model(Model):
        region = "eu-west-1"

    class Model(Model):
        stage = "prod"


model = Model()


def handler(event, context):
    return {"instance": model.instance, "region": model.region, "stage": model.stage}
