# The package runs before the module that it lies in.
import random
import uuid

random.seed(7)  # expect: SNAP101
NODE = uuid.uuid4().hex  # expect: SNAP201
