# A decorator that calls what it decorates: what that makes is in the snapshot.
# oracle: COLLIDES
import uuid

STATE = {}


def command(*args, **options):
    if len(args) == 1 and not options and callable(args[0]):
        return command()(args[0])

    def run(function):
        function(STATE)
        return function

    return run


@command
def opened(state):
    state["opened"] = uuid.uuid4().hex  # expect: SNAP201


@command(name="close")
def closed(state):
    state["closed"] = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"opened": STATE["opened"], "closed": STATE["closed"]}
