# Services that are given what they need.


class Orders:
    def __init__(self, connection):
        self._connection = connection

    def count(self):
        with self._connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()[0]


class Stock:
    def __init__(self, connect):
        self._connect = connect
        self._connection = None

    def count(self):
        if self._connection is None:
            self._connection = self._connect()
        with self._connection.cursor() as cursor:
            cursor.execute("select 2")
            return cursor.fetchone()[0]
