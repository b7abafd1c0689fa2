# An object that reconnects itself, through a method, and tries again.
# about: SNAP401
# oracle: ok
import os

import psycopg2


class Orders:
    def __init__(self):
        self._connect()

    def _connect(self):
        self.connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: replaced when it is dead

    def _query(self, statement):
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0]

    def count(self):
        try:
            return self._query("select 1")
        except psycopg2.Error:
            self._connect()
            return self._query("select 1")


orders = Orders()


def handler(event, context):
    return {"orders": orders.count()}
