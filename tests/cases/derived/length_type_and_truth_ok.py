# `len`, `type`, `isinstance` and `bool` stop the flow: what they answer is the same for every value.
# about: SNAP201, SNAP202
# settles: lengths, types and truth
# oracle: ok
import secrets
import uuid

SAMPLE = uuid.uuid4()
ID_LENGTH = len(str(SAMPLE))  # ok
ID_KIND = type(SAMPLE).__name__  # ok
HAS_KEY = bool(secrets.token_hex())  # ok
IS_UUID = isinstance(SAMPLE, uuid.UUID)  # ok


def handler(event, context):
    return {"length": ID_LENGTH, "kind": ID_KIND, "key": HAS_KEY, "uuid": IS_UUID}
