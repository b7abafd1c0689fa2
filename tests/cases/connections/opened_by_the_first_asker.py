# A lazy connection that INIT asks for: a module global, a memo, a cached property, a singleton's class method.
# oracle: RESTORE-ERROR
import functools
import os

import psycopg2

URL = os.environ["DATABASE_URL"]
_connection = None


def connection():
    global _connection
    if _connection is None:
        _connection = psycopg2.connect(URL)  # expect: SNAP401
    return _connection


@functools.lru_cache(maxsize=None)
def reader(name):
    return psycopg2.connect(URL, application_name=name)


class Store:
    _instance = None

    @functools.cached_property
    def connection(self):
        return psycopg2.connect(URL)

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
            cls._instance.writer = psycopg2.connect(URL)  # expect: SNAP401
        return cls._instance


def one(connection):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


LIMIT = one(connection()) + one(reader("orders")) + one(Store.get().writer)  # expect: SNAP401 the memo
BATCH = one(Store.get().connection)  # expect: SNAP401 the cached property


def handler(event, context):
    store = Store.get()
    found = [connection(), reader("orders"), store.writer, store.connection]
    return {"sum": sum(one(each) for each in found), "limit": LIMIT + BATCH}
