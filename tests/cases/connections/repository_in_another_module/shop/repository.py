# One connection for all repositories, in the class, and one for each, in the object.
import os

import psycopg2


class Repository:
    shared = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401

    def __init__(self, name):
        self.name = name
        self.own = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401

    def count(self):
        with self.own.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()[0]

    @classmethod
    def tables(cls):
        with cls.shared.cursor() as cursor:
            cursor.execute("select 2")
            return cursor.fetchone()[0]
