# A part of the same program.
import uuid

MARK = str(uuid.uuid4())  # expect: SNAP201
