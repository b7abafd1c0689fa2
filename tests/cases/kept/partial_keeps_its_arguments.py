# A kept functools.partial keeps its arguments, and nothing where the argument is a callable.
# oracle: COLLIDES
import functools
import uuid


def label(name, run, suffix=""):
    return f"{name}-{run}{suffix}"


def fresh(name, make):
    return f"{name}-{make().hex}"


run_label = functools.partial(label, run=uuid.uuid4().hex)  # expect: SNAP201
fresh_label = functools.partial(fresh, make=uuid.uuid4)  # ok: a callable


def handler(event, context):
    return {"run": run_label("orders", suffix="!"), "fresh": fresh_label("orders")}
