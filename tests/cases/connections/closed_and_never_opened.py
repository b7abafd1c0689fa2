# Closing alone opens nothing after the restore.
# oracle: none (a connection that a hook has closed is not looked into)
import psycopg2
from snapshot_restore_py import register_before_snapshot

link = psycopg2.connect("dbname=pier")  # expect: SNAP401
register_before_snapshot(link.close)


def handler(event, context):
    with link.cursor() as cursor:
        cursor.execute("select 1")
        return {"n": cursor.fetchone()}
