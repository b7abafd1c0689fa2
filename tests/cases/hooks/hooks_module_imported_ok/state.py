# (module of the case) keeps the session
import uuid

session = uuid.uuid4().hex  # ok: renewed by runtime_hooks
