# Lambda imports `bakery.oven.bake`, and so this first.
import os
import random
import uuid

os.environ["BATCH"] = uuid.uuid4().hex  # expect: SNAP201
DICE = random.Random()  # expect: SNAP102
