# What a deployment program declares is a function, whatever the folder is called.
# oracle: COLLIDES
import uuid

RUN = uuid.uuid4().hex  # expect: SNAP201


def run(event, context):
    return {"run": RUN}
