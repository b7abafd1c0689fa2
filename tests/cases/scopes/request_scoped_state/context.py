# (module of the case) variables of the context, the thread and the process
import os
import threading
import time
import uuid
from contextvars import ContextVar

correlation: ContextVar[str] = ContextVar("correlation", default=uuid.uuid4().hex)  # expect: SNAP201
tenant: ContextVar[str] = ContextVar("tenant")
opened: ContextVar[float] = ContextVar("opened")
opened.set(time.time())  # expect: SNAP301

local = threading.local()
local.session = uuid.uuid4().hex  # expect: SNAP201
tenant.set("nobody-" + uuid.uuid4().hex)  # ok: set in the handler before it is read

os.environ.setdefault("WORKER_ID", uuid.uuid4().hex)  # expect: SNAP201
