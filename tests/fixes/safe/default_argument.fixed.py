# about: SNAP201, SNAP301
import time
import uuid


def record(
    event,
    number: str | None = None,
    *,
    at: float | None = None,  # seconds
):
    """Keep a record of an event."""
    if number is None:
        number = str(uuid.uuid4())
    if at is None:
        at = time.time()
    return {"number": number, "at": at, "event": event}


def plain(event, number=None):
    if number is None:
        number = uuid.uuid4()
    if event:
        return number
    return None


def handler(event, context):
    return record(event), str(plain(event))
