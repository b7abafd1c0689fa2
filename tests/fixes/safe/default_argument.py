# about: SNAP201, SNAP301
import time
import uuid


def record(
    event,
    number: str = str(uuid.uuid4()),
    *,
    at: float = time.time(),  # seconds
):
    """Keep a record of an event."""
    return {"number": number, "at": at, "event": event}


def plain(event, number=uuid.uuid4()):
    if event:
        return number
    return None


def handler(event, context):
    return record(event), str(plain(event))
