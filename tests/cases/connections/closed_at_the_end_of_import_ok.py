# Closed at the end of the import, opened anew in the handler.
# about: SNAP401
# oracle: ok
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: closed below
with connection.cursor() as cursor:
    cursor.execute("select 3")
    RETRIES = cursor.fetchone()[0]
connection.close()


def handler(event, context):
    global connection
    if connection.closed:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0], "retries": RETRIES}
