# After a failed call psycopg2's `closed` does tell: in the handler of the error it decides rightly.
# about: SNAP401
# oracle: ok
# unmended: SNAP401 `closed` tells after a failed call only; to take it for a check anywhere would hide the usual mistake
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # known-false: SNAP401 `closed` tells after a failed call


def query():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    global connection
    try:
        return {"one": query()}
    except psycopg2.Error:
        if connection.closed:
            connection = psycopg2.connect(os.environ["DATABASE_URL"])
        return {"one": query()}
