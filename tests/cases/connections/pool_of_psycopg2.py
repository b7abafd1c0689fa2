# psycopg2's pool connects `minconn` times at once and checks nothing when it hands a connection out.
# oracle: RESTORE-ERROR
import os

from psycopg2.pool import SimpleConnectionPool

pool = SimpleConnectionPool(1, 4, os.environ["DATABASE_URL"])  # expect: SNAP402


def handler(event, context):
    connection = pool.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"one": cursor.fetchone()[0]}
    finally:
        pool.putconn(connection)
