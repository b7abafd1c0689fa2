# An object that closes before the snapshot and opens after the restore.
import os

import psycopg2
from snapshot_restore_py import register_after_restore, register_before_snapshot


class Store:
    def __init__(self, url):
        self.url = url
        self.open()
        register_before_snapshot(self.close)
        register_after_restore(self.open)

    def open(self):
        self.connection = psycopg2.connect(self.url)  # ok: opened again after the restore

    def close(self):
        self.connection.close()

    def one(self):
        with self.connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()[0]


store = Store(os.environ["DATABASE_URL"])
