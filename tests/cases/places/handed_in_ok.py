# Handed in, and no finding: a callable that the handler calls, a generator of the operating system, an argument that nobody reads.
# about: SNAP102, SNAP201
# settles: handed in at the argument
# oracle: ok
import random
import uuid


class Desk:
    def __init__(self, new_id, source, opened_by):
        self.new_id = new_id
        self.source = source
        self.opened_by = opened_by

    def handle(self, event, context):
        return {"id": self.new_id().hex, "number": self.source.random()}


desk = Desk(
    uuid.uuid4,  # ok: called in the handler
    random.SystemRandom(),  # ok: no state
    opened_by=uuid.uuid4(),  # ok: nobody reads it
)
handler = desk.handle
