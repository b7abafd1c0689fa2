# oracle: COLLIDES, STALE-TIME
import time
def log_name():
    return f"my-app.log.{int(time.time())}"
LOG_NAME = log_name()  # expect: SNAP301  # peer: missed
def handler(event, context):
    return {"log": LOG_NAME}
