# A query that tries the connection, and a new one if it fails.
# about: SNAP401
# oracle: ok
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: tried before each use


def usable():
    global connection
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except (psycopg2.OperationalError, psycopg2.InterfaceError):
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
    return connection


def handler(event, context):
    with usable().cursor() as cursor:
        cursor.execute("select %s::int", (event["n"],))
        return {"n": cursor.fetchone()[0]}
