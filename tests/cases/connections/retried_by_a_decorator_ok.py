# A decorator that reconnects and calls again.
# about: SNAP401
# oracle: ok
import functools
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok


def reconnecting(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        global connection
        try:
            return function(*args, **kwargs)
        except psycopg2.OperationalError:
            connection = psycopg2.connect(os.environ["DATABASE_URL"])
            return function(*args, **kwargs)

    return wrapper


@reconnecting
def count():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    return {"count": count()}
