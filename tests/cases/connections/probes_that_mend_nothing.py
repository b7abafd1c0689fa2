# Probes of something else, and one behind which nothing is replaced.
# oracle: none (needs PostgreSQL)
import os

import psycopg2

orders = psycopg2.connect(os.environ["ORDERS_DSN"])  # expect: SNAP401
archive = psycopg2.connect(os.environ["ARCHIVE_DSN"])  # expect: SNAP401


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


def is_readable(path):
    try:
        return bool(open(path).read())
    except OSError:
        return False


def handler(event, context):
    global archive
    if not is_alive(orders):
        print("dead")
    if not is_readable("/tmp/marker"):
        archive = psycopg2.connect(os.environ["ARCHIVE_DSN"])  # expect: SNAP603
    return one(orders) + one(archive)
