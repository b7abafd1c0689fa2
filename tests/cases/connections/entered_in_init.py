# Context managers that INIT enters for good: `__enter__`, and a generator's `yield`.
# oracle: RESTORE-ERROR
import contextlib
import os

import psycopg2


class Database:
    def __enter__(self):
        self.connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401
        return self

    def __exit__(self, *error):
        self.connection.close()

    def one(self):
        with self.connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()[0]


@contextlib.contextmanager
def connected():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    yield connection
    connection.close()


stack = contextlib.ExitStack()
database = stack.enter_context(Database())
second = stack.enter_context(connected())  # expect: SNAP401


def handler(event, context):
    with second.cursor() as cursor:
        cursor.execute("select 2")
        return {"sum": database.one() + cursor.fetchone()[0]}
