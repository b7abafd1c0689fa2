# (module of the case) runs before the submodule
import uuid

CATALOGUE = uuid.uuid4().hex  # expect: SNAP201
