# oracle: COLLIDES
import uuid
def make():
    random = uuid.uuid4()  # expect: SNAP201  # peer: detected (functional interface)
    return lambda event, context: str(random)
handler = make()
