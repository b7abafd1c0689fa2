# oracle: COLLIDES
import uuid
ID1 = "a" + str(uuid.uuid4())  # expect: SNAP201  # peer: missed (group)
ID2 = str(uuid.uuid4()) + "a"  # expect: SNAP201  # peer: missed (group)
ID3 = f"req-{uuid.uuid4().hex}"  # expect: SNAP201
NAME = "example"  # ok; peer: not-detected
def handler(event, context):
    return {"ids": ID1 + ID2 + ID3, "name": NAME}
