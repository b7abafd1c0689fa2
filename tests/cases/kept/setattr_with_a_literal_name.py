# setattr with a literal name is an attribute of a kept object.
# oracle: COLLIDES
import uuid


class Options:
    stage = "prod"


options = Options()
setattr(options, "session", uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"stage": options.stage, "session": getattr(options, "session")}
