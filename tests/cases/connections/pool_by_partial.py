# The pool connects in INIT: `minconn` is 1, and only `maxconn` stands first.
# oracle: none (needs a server)
import functools
import os

from psycopg2 import pool

make = functools.partial(pool.SimpleConnectionPool, maxconn=4, minconn=1)
connections = make(dsn=os.environ["DATABASE_URL"])  # expect: SNAP402



def handler(event, context):
    connection = connections.getconn()
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]
