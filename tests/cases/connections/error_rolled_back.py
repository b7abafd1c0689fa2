# Rolling back and resetting mend a transaction, not a connection.
# oracle: RESTORE-ERROR
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


def handler(event, context):
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"one": cursor.fetchone()[0]}
    except psycopg2.OperationalError:
        connection.rollback()
        connection.reset()
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"one": cursor.fetchone()[0]}
