# The items that are used are not those that the import made.
# about: SNAP201
# oracle: ok
import uuid

first, *rest, last = uuid.uuid4().hex, "orders", "eu", "v2"
print("imported as", first)
names = [uuid.uuid4().hex, "orders", "returns"]


def handler(event, context):
    return {"queue": rest[0], "version": last, "name": names[-1], "other": names[-2]}
