# Operators, `next`, `with` and derived objects use what an object of a library was made of.
# oracle: none (not run)
import uuid

import flowkit

stages = flowkit.Read() >> flowkit.Mark(uuid.uuid4().hex)  # expect: SNAP201
numbers = flowkit.Series(uuid.uuid4().int)  # expect: SNAP201
gate = flowkit.Gate(uuid.uuid4().hex)  # expect: SNAP201
part = flowkit.Store(uuid.uuid4().hex).child("rows")  # expect: SNAP201


def handler(event, context):
    with gate:
        return [stages.run(event["doc"]), next(numbers), part.put(event["doc"])]
