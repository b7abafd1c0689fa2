# An object of a library is entered and iterated.
# oracle: COLLIDES
import uuid

from thirdparty import Series  # a library that is not analysed

series = Series(uuid.uuid4().hex)  # expect: SNAP201  # confidence: SNAP201 medium


def handler(event, context):
    with series:
        return {"n": next(series)}
