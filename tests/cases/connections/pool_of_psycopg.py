# psycopg_pool opens its connections in the background as soon as it is built.
# oracle: none (its threads do not survive the emulator's fork)
import os

from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=4)  # expect: SNAP402


def handler(event, context):
    with pool.connection() as connection:
        return {"one": connection.execute("select 1").fetchone()[0]}
