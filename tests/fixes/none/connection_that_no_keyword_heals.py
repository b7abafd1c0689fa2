# about: SNAP401
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])


def handler(event, context):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()
