# A method of the object is the hook.
# about: SNAP401
# oracle: ok
from store import store


def handler(event, context):
    return {"one": store.one()}
