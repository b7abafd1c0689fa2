# The same context managers entered in the handler, through a helper that stacks them.
# about: SNAP201
# oracle: ok
from contextlib import closing

from session import Connection, open_all, transaction

CONNECTION = Connection("db")


def handler(event, context):
    with open_all(["a", "b"]) as names, transaction(CONNECTION) as number:
        with closing(Connection("side")) as side:
            return {"names": names, "transaction": number, "side": side.begin()}
