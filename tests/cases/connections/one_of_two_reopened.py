# The hook opens one of two connections again.
# oracle: RESTORE-ERROR
import os

import psycopg2
from snapshot_restore_py import register_after_restore

connections = {
    "reader": psycopg2.connect(os.environ["DATABASE_URL"]),  # ok: opened again by the hook
    "writer": psycopg2.connect(os.environ["DATABASE_URL"]),  # expect: SNAP401
}


@register_after_restore
def reopen():
    connections["reader"] = psycopg2.connect(os.environ["DATABASE_URL"])


def one(name):
    with connections[name].cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    return {"sum": one("reader") + one("writer")}
