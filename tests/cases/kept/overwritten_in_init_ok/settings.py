# (module of the case) a default that `configure` replaces
import uuid

RUN = uuid.uuid4().hex  # known-false: SNAP201 INIT overwrites it in a function


def configure(run):
    global RUN
    RUN = run
