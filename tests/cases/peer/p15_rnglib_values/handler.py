# oracle: COLLIDES
from rnglib import DeepRngLib, RngLib
user_id = DeepRngLib().random_int()  # expect: SNAP201  # peer: detected
log_id = RngLib().random_int()  # expect: SNAP201  # peer: detected
def handler(event, context):
    return {"user": user_id, "log": log_id}
