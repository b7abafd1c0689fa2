# A process id that goes out is the same in every environment, whatever the system is asked by it.
# oracle: COLLIDES
import os

PID = os.getpid()  # expect: SNAP203


def handler(event, context):
    os.kill(PID, 0)
    return {"worker": f"worker-{PID}"}
