# (module of the case) three values, renewed by three hooks
import time
import uuid

run = uuid.uuid4().hex  # ok: renewed
loaded = time.time()  # ok: renewed
