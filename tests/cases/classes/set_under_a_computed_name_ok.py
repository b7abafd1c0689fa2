# What is counted is no id, and what a handler puts there is made anew.
# about: SNAP201
# oracle: ok
import uuid


class Tags:
    def __init__(self, prefix):
        self.__dict__[f"{prefix}_{len(prefix)}"] = len(uuid.uuid4().hex)

    def draw(self, prefix):
        self.__dict__[f"{prefix}_{len(prefix)}"] = uuid.uuid4().hex
        return vars(self)["node_4"]


tags = Tags("node")


def handler(event, context):
    return tags.draw("node")
