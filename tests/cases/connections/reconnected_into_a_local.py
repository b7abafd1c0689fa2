# The helper opens a connection for a local name of its own: the one that is kept stays dead.
# oracle: RESTORE-ERROR
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


def reconnect():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    return connection.status


def query():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    try:
        return {"one": query()}
    except psycopg2.Error:
        reconnect()
        return {"one": query()}
