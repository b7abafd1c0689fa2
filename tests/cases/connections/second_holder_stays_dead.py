# The hook opens the connection anew, and the dict holds the dead one.
# oracle: RESTORE-ERROR
import psycopg2

from snapshot_restore_py import register_after_restore

harbour = psycopg2.connect("harbour")  # expect: SNAP401
BY_NAME = {"harbour": harbour}  # step: SNAP401


@register_after_restore
def reopen():
    global harbour
    harbour = psycopg2.connect("harbour")


def handler(event, context):
    cursor = BY_NAME["harbour"].cursor()
    cursor.execute("select 1")
    return {"f0": cursor.fetchone()}
