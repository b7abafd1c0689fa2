# `App(uuid4())` is reported at the argument, as a generator is; through a keyword and a second constructor too.
# settles: handed in at the argument
# oracle: COLLIDES
import random
import uuid


class Repository:
    def __init__(self, owner, rng):
        self.owner = owner
        self.rng = rng


class App:
    def __init__(self, owner, rng):
        self.repository = Repository(owner, rng=rng)

    def handle(self, event, context):
        return {"owner": self.repository.owner, "lane": self.repository.rng.random()}


app = App(
    owner=uuid.uuid4().hex,  # expect: SNAP201
    rng=random.Random(),  # expect: SNAP102
)
handler = app.handle
