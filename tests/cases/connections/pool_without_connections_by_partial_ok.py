# `minconn=0` is not the first argument, and stands in a `partial`: nothing is connected in INIT.
# about: SNAP401, SNAP402
# oracle: none (needs a server)
import functools
import os

from psycopg2 import pool

first = pool.SimpleConnectionPool(dsn=os.environ["DATABASE_URL"], maxconn=4, minconn=0)
make = functools.partial(pool.SimpleConnectionPool, maxconn=4, dsn=os.environ["OTHER_URL"])
second = make(minconn=0)



def handler(event, context):
    found = []
    for connections in (first, second):
        connection = connections.getconn()
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            found.append(cursor.fetchone()[0])
        connections.putconn(connection)
    return found
