# Without `global` a helper of INIT assigns a local name, which nothing keeps.
# about: SNAP201
# oracle: ok
import uuid

session = None


def announce():
    session = uuid.uuid4().hex  # ok: a local of INIT
    print("import", session)


announce()


def handler(event, context):
    return {"session": session or uuid.uuid4().hex}
