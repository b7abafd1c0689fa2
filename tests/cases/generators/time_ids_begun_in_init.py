# A use in INIT puts the clock sequence into the snapshot.
# oracle: COLLIDES
import uuid

print("started as", uuid.uuid1())


def handler(event, context):
    return {"id": str(uuid.uuid1())}  # expect: SNAP104
