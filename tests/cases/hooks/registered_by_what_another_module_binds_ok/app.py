# A hook registered by a name that another module binds, in a function that INIT calls.
# about: SNAP701
# oracle: ok
import uuid

from compat import on_restore as again

state = {"node": uuid.uuid4().hex}  # ok: renewed


def renew():
    state["node"] = uuid.uuid4().hex


def setup():
    again(renew)


setup()


def handler(event, context):
    return state["node"]
