# What one closure hands out, another closure holds.
# oracle: COLLIDES
import uuid


def hold(item):
    def get():
        return item

    return get


first = hold(uuid.uuid4().hex)  # expect: SNAP201
second = hold(first())


def handler(event, context):
    return {"id": second()}
