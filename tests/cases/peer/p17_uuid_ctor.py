# oracle: COLLIDES
import uuid
class App:
    def __init__(self):
        self.id3 = str(uuid.uuid4())  # expect: SNAP201  # peer: detected (its line number in the test is off)
        self.id5 = uuid.uuid4()  # expect: SNAP201  # peer: detected
app = App()
def handler(event, context):
    return {"id": app.id3, "raw": app.id5.hex}
