# The ping is on one path only.
# oracle: RESTORE-ERROR
import os

import pymysql

connection = pymysql.connect(host=os.environ["DB_HOST"], user="app", password="")  # expect: SNAP401


def handler(event, context):
    if event.get("check"):
        connection.ping(reconnect=True)
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": int(cursor.fetchone()[0])}
