# (module of the case) a name for each environment
import uuid

NAME = uuid.uuid4().hex  # expect: SNAP201
