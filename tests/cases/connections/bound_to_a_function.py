# Bound to the arguments of a function, and the default of a context variable.
# oracle: RESTORE-ERROR
import contextvars
import functools
import os

import psycopg2

URL = os.environ["DATABASE_URL"]


def query(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


ask = functools.partial(query, psycopg2.connect(URL))  # expect: SNAP401
current = contextvars.ContextVar("connection", default=psycopg2.connect(URL))  # expect: SNAP401


def handler(event, context):
    return {"one": ask("select 1"), "two": query(current.get(), "select 2")}
