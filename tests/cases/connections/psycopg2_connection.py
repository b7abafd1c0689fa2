# A connection of psycopg2 connects in the constructor and never again; keepalives do not help a frozen machine.
# oracle: RESTORE-ERROR
import os

import psycopg2

connection = psycopg2.connect(  # expect: SNAP401
    os.environ["DATABASE_URL"], keepalives=1, keepalives_idle=30, connect_timeout=5
)


def handler(event, context):
    with connection, connection.cursor() as cursor:
        cursor.execute("select %s::int", (event["n"],))
        return {"n": cursor.fetchone()[0]}
