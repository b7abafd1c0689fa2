# An id that a class of a library makes.
# oracle: COLLIDES
from ksuid import Ksuid

RUN = str(Ksuid())  # expect: SNAP201


def handler(event, context):
    return {"run": RUN}
