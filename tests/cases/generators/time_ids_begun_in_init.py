# A use in INIT puts the clock sequence into the snapshot.
# oracle: none (the clock sequence repeats, the time in the ids does not)
import uuid

print("started as", uuid.uuid1())


def handler(event, context):
    return {"id": str(uuid.uuid1())}  # expect: SNAP104
