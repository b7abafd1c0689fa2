# Combined, and left alone: nothing of INVOKE uses them.
# oracle: none (not run)
# about: SNAP201
import uuid

import flowkit

stages = flowkit.Read() >> flowkit.Mark(uuid.uuid4().hex)
numbers = flowkit.Series(uuid.uuid4().int)


def handler(event, context):
    return list(flowkit.Series(event["first"]))
