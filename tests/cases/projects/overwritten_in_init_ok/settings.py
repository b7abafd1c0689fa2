# (module of the case) a default that `configure` replaces
import uuid

RUN = uuid.uuid4().hex  # ok: overwritten by configure(), which handler.py calls


def configure(run):
    global RUN
    RUN = run
