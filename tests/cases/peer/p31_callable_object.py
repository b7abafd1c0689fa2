# oracle: COLLIDES
import uuid
class Fn:
    def __init__(self):
        self.random = uuid.uuid4()  # expect: SNAP201  # peer: detected
    def __call__(self, event, context):
        return str(self.random)
handler = Fn()
