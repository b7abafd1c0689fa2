# mysql.connector: a connection of INIT is lost after the restore.
# oracle: RESTORE-ERROR
import os

import mysql.connector as mysql

SETTINGS = {"host": os.environ["DB_HOST"], "user": os.environ["DB_USER"], "password": "", "use_pure": True}
connection = mysql.connect(**SETTINGS)  # expect: SNAP401


def handler(event, context):
    cursor = connection.cursor()
    cursor.execute("select 1")
    return {"n": str(cursor.fetchone()[0])}
