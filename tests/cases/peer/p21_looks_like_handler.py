# oracle: COLLIDES
# handler: handles_the_event
import uuid
LOG_ID = uuid.uuid4()  # expect: SNAP201  # peer: detected
def handles_the_event(event, context):
    return str(LOG_ID)
