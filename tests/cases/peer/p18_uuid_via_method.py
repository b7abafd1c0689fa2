# oracle: COLLIDES
import uuid
def new_string():
    return f"{uuid.uuid4()}c"
class App:
    id4 = new_string()  # expect: SNAP201  # peer: missed (group)
def handler(event, context):
    return {"id": App.id4}
