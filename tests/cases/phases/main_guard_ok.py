# `if __name__ == "__main__":` bodies run in no phase: Lambda imports the module under its own name.
# about: SNAP201
# oracle: ok
import uuid

session_id = None

if __name__ == "__main__":
    session_id = uuid.uuid4().hex  # ok: only when started as a script
    print(session_id)


def handler(event, context):
    return {"session": session_id or uuid.uuid4().hex}
