# A function that tries the connection says that it is dead: then it is replaced.
# about: SNAP401
# oracle: none (needs PostgreSQL)
import os

import psycopg2

connection = psycopg2.connect(os.environ["ORDERS_DSN"])


def one(link):
    with link.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def is_alive(link):
    try:
        one(link)
        return True
    except psycopg2.Error:
        return False


class Archive:
    def __init__(self):
        self.link = psycopg2.connect(os.environ["ARCHIVE_DSN"])

    def works(self):
        try:
            one(self.link)
        except psycopg2.Error:
            return False
        return True

    def get(self):
        if self.link is None or not self.works():
            self.link = psycopg2.connect(os.environ["ARCHIVE_DSN"])
        return self.link


archive = Archive()


def handler(event, context):
    global connection
    if is_alive(connection):
        print("still there")
    else:
        connection = psycopg2.connect(os.environ["ORDERS_DSN"])
    return one(connection) + one(archive.get())
