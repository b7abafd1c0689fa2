# The helper that hands the connection out pings it.
# about: SNAP401
# oracle: ok
import os

import pymysql

_connection = pymysql.connect(host=os.environ["DB_HOST"], user="app", password="")  # ok


def connection():
    _connection.ping(True)
    return _connection


def handler(event, context):
    with connection().cursor() as cursor:
        cursor.execute("select 1")
        return {"one": int(cursor.fetchone()[0])}
