# mysql.connector's is_connected asks the server; what it finds dead is reconnected.
# about: SNAP401
# oracle: ok
import os

import mysql.connector

connection = mysql.connector.connect(  # ok: checked before each use
    host=os.environ["DB_HOST"], user="app", password="", use_pure=True
)


def cursor():
    if not connection.is_connected():
        connection.reconnect(attempts=2, delay=0)
    return connection.cursor()


def handler(event, context):
    found = cursor()
    found.execute("select 1")
    return {"one": int(found.fetchone()[0])}
