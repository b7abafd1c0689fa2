# oracle: COLLIDES
# handler: process
# only the template (Handler: p22_handler_other_signature.process) says this is a handler
import uuid
RANDOM = uuid.uuid4()  # expect: SNAP201  # peer: detected (class named *Handler* + method handleRequest)
def process(*args):
    return RANDOM.hex
