# An assignment behind the use renews nothing for the first invocation of each environment.
# oracle: COLLIDES
import uuid

next_ticket = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    global next_ticket
    ticket = next_ticket
    next_ticket = uuid.uuid4().hex
    return {"ticket": ticket}
