# oracle: COLLIDES, STALE-HOST
import os, socket
HOST = socket.gethostname()  # expect: SNAP203
WORKER = f"{HOST}-{os.getpid()}"  # expect: SNAP203
def handler(event, context):
    return {"host": HOST, "worker": WORKER, "pid": os.getpid()}
