# Attempts in a loop: the failed one opens the connection for the next.
# about: SNAP401
# oracle: ok
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok


def connect():
    global connection
    connection = psycopg2.connect(os.environ["DATABASE_URL"])


def query(statement):
    for attempt in range(3):
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchone()[0]
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            if attempt == 2:
                raise
            connect()


def handler(event, context):
    return {"one": query("select 1")}
