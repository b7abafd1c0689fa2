# (module of the case) the hook renews the session, and not the worker
import uuid

session = uuid.uuid4().hex  # ok: renewed by the route
worker = None
