# The hook renews the original and every copy that INIT took of it.
# about: SNAP201
# oracle: ok
import identity
import renewal
from sender import SENDER


def handler(event, context):
    return {"node": identity.node, "sender": SENDER.address(), "label": SENDER.labels["out"]}
