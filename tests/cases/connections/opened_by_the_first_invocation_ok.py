# The same four, which nothing asks for in INIT.
# about: SNAP401
# oracle: ok
import functools
import os

import psycopg2

URL = os.environ["DATABASE_URL"]
_connection = None


def connection():
    global _connection
    if _connection is None:
        _connection = psycopg2.connect(URL)  # ok
    return _connection


@functools.lru_cache(maxsize=None)
def reader(name):
    return psycopg2.connect(URL, application_name=name)  # ok


class Store:
    _instance = None

    @functools.cached_property
    def connection(self):
        return psycopg2.connect(URL)  # ok

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
            cls._instance.writer = psycopg2.connect(URL)  # ok
        return cls._instance


def one(connection):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    store = Store.get()
    found = [connection(), reader("orders"), store.writer, store.connection]
    return {"sum": sum(one(each) for each in found)}
