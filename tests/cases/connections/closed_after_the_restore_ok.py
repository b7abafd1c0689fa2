# The hook only closes, which `closed` then tells.
# about: SNAP401
# oracle: ok
# unmended: SNAP401 a hook that only closes is rare, and `closed` without it is the usual mistake
import os

import psycopg2
from snapshot_restore_py import register_after_restore

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # known-false: SNAP401 closed by the hook, which `closed` tells


@register_after_restore
def close():
    connection.close()


def handler(event, context):
    global connection
    if connection.closed:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
