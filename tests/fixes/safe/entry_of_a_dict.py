# about: SNAP201, SNAP203
import socket
import uuid

IDENTITY = {
    "id": uuid.uuid4().hex,  # one for each environment
    "host": socket.gethostname(),
    "format": 2,
}


def handler(event, context):
    return {"id": IDENTITY["id"], "host": IDENTITY["host"]}
