# The error becomes an answer: the first invocation of every environment says 503, and so do all later ones.
# oracle: none (the answer is an ordinary value)
import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


def handler(event, context):
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return {"statusCode": 200, "body": str(cursor.fetchone()[0])}
    except psycopg2.Error:
        return {"statusCode": 503}
