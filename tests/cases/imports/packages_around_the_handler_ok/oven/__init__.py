# The folder is the root of imports: nothing imports it as a package.
import os
import uuid

os.environ["BATCH"] = uuid.uuid4().hex  # ok: never runs
