# Pools that check each connection, or that the handler opens.
# about: SNAP402
# oracle: none (its threads do not survive the emulator's fork)
import os

from psycopg_pool import ConnectionPool

checked = ConnectionPool(  # ok: tries a connection before it hands it out
    os.environ["DATABASE_URL"], min_size=1, check=ConnectionPool.check_connection
)
closed = ConnectionPool(os.environ["DATABASE_URL"], open=False)  # ok: opened below


def handler(event, context):
    closed.open()
    with checked.connection() as one, closed.connection() as two:
        return {"sum": one.execute("select 1").fetchone()[0] + two.execute("select 2").fetchone()[0]}
