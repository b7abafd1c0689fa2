# (module of the case) the second entry point
# oracle: COLLIDES
from common.ids import tag


def handler(event, context):
    return {"cancelled": tag(event["n"])}
