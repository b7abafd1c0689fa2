# An object that asks `closed` before each use, over psycopg and in a context manager.
# oracle: RESTORE-ERROR
import contextlib
import os

import psycopg


class Database:
    def __init__(self, url):
        self._url = url
        self._connection = None

    def _ensure(self):
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url)  # expect: SNAP401
        return self._connection

    @contextlib.contextmanager
    def cursor(self):
        with self._ensure().cursor() as cursor:
            yield cursor


database = Database(os.environ["DATABASE_URL"])
with database.cursor() as warm:
    warm.execute("select 1")


def handler(event, context):
    with database.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
