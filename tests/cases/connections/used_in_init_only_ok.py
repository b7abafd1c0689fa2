# A connection that serves the import only.
# about: SNAP401
# oracle: ok
import os

import psycopg2


def load():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: kept by nothing
    with connection.cursor() as cursor:
        cursor.execute("select 'de', 'Germany'")
        return dict(cursor.fetchall())


COUNTRIES = load()

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: nothing uses it later
with connection.cursor() as cursor:
    cursor.execute("select 1")


def handler(event, context):
    return {"name": COUNTRIES["de"]}
