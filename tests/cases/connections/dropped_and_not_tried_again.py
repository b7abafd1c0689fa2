# The error drops the connection and goes on: the first invocation of every environment fails.
# oracle: RESTORE-ERROR
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


def handler(event, context):
    global connection
    if connection is None:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"one": cursor.fetchone()[0]}
    except psycopg2.OperationalError:
        connection = None
        raise
