# What is put among an object's attributes under a computed name is found under any.
# oracle: COLLIDES
import uuid


class Tags:
    def __init__(self, prefix):
        self.__dict__[f"{prefix}_{len(prefix)}"] = uuid.uuid4().hex  # expect: SNAP201

    def read(self, name):
        return vars(self)[name]


tags = Tags("node")


def handler(event, context):
    return tags.read("node_4")
