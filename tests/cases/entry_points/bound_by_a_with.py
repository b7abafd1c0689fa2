# The handler is bound in a `with`.
# oracle: COLLIDES
import contextlib
import uuid

RUN = uuid.uuid4()  # expect: SNAP201

with contextlib.nullcontext():

    def handler(event, context):
        return str(RUN)
