# The same, entered in the handler: kept from the first invocation on.
# about: SNAP401
# oracle: ok
import contextlib
import os

import psycopg2


class Database:
    def __enter__(self):
        self.connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok
        return self

    def __exit__(self, *error):
        self.connection.close()


@contextlib.contextmanager
def connected():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok
    yield connection
    connection.close()


stack = contextlib.ExitStack()
database = second = None


def handler(event, context):
    global database, second
    if database is None:
        database = stack.enter_context(Database())
        second = stack.enter_context(connected())
    with database.connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0], "closed": second.closed}
