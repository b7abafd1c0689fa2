# (module of the case) its top level runs again when the hook reloads it
import secrets
import time
import uuid

token = secrets.token_hex(8)  # ok: made again by the reload
opened = time.time()  # ok: made again by the reload
label = uuid.uuid4().hex  # ok: set by the hook
