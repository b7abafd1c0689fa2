# (module of the case) a default that `configure` replaces
import uuid

RUN = uuid.uuid4().hex  # ok: INIT overwrites it in a function


def configure(run):
    global RUN
    RUN = run
