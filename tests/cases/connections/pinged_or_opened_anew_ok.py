# A ping that reconnects, and a new connection where even that fails.
# about: SNAP401
# oracle: ok
import os

import pymysql

connection = None


def connect():
    return pymysql.connect(host=os.environ["DB_HOST"], user="app", password="", connect_timeout=5)


def get():
    global connection
    try:
        connection.ping(reconnect=True)
    except Exception:
        connection = connect()
    return connection


get()


def handler(event, context):
    with get().cursor() as cursor:
        cursor.execute("select 1")
        return {"one": int(cursor.fetchone()[0])}
