# about: SNAP201, SNAP203
import socket
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


IDENTITY = {
    "id": uuid.uuid4().hex,  # one for each environment
    "host": socket.gethostname(),
    "format": 2,
}


@register_after_restore
def renew_after_restore():
    IDENTITY["id"] = uuid.uuid4().hex
    IDENTITY["host"] = socket.gethostname()


def handler(event, context):
    return {"id": IDENTITY["id"], "host": IDENTITY["host"]}
