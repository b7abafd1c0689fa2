# A value that comes through helper functions of two modules is reported in the scope that keeps it.
# oracle: COLLIDES
from naming import run_name

RUN = run_name("orders")  # expect: SNAP201


def handler(event, context):
    return {"run": RUN, "request": run_name("request")}
