# PyMySQL does not reconnect by itself, and a ping that must not reconnect only raises earlier.
# oracle: RESTORE-ERROR
import os

import pymysql
from pymysql.cursors import DictCursor

connection = pymysql.connect(  # expect: SNAP401
    host=os.environ["DB_HOST"], user=os.environ["DB_USER"], password="", cursorclass=DictCursor
)


def handler(event, context):
    connection.ping(reconnect=False)
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()
