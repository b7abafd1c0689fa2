# With `minconn=0` the pool connects when the handler asks.
# about: SNAP402
# oracle: ok
import os

from psycopg2 import pool

connections = pool.ThreadedConnectionPool(minconn=0, maxconn=4, dsn=os.environ["DATABASE_URL"])  # ok


def handler(event, context):
    connection = connections.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"one": cursor.fetchone()[0]}
    finally:
        connections.putconn(connection)
