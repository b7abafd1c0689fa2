# oracle: COLLIDES
import random, uuid
class App:
    token = uuid.uuid4()  # expect: SNAP201  # peer: detected
    def __init__(self):
        self.user_id = random.random()  # expect: SNAP201  # peer: detected
    def handle(self, event, context):
        return {"token": str(self.token), "user": self.user_id}
handler = App().handle
