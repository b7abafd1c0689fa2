# A length says nothing of its value; a slice, a conversion and a formatted string do.
# settles: lengths, types and truth
# oracle: COLLIDES
import uuid

ids = [uuid.uuid4() for _ in range(3)]
SIZE = len(ids)  # ok: a length
SHORT = str(uuid.uuid4())[:8]  # expect: SNAP201
NUMBER = f"{uuid.uuid4().int:x}"  # expect: SNAP201
KIND = type(ids[0]).__name__  # ok: a type


def handler(event, context):
    return {"size": SIZE, "short": SHORT, "number": NUMBER, "kind": KIND}
