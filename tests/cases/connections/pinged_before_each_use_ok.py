# A ping that reconnects, before each use: PyMySQL and mysql.connector.
# about: SNAP401
# oracle: ok
import os

import mysql.connector
import pymysql

orders = pymysql.connect(host=os.environ["DB_HOST"], user="app", password="")  # ok
stock = mysql.connector.connect(host=os.environ["DB_HOST"], user="app", password="", use_pure=True)  # ok


def read(connection, statement):
    connection.ping(reconnect=True)
    cursor = connection.cursor()
    cursor.execute(statement)
    return [int(row[0]) for row in cursor.fetchall()]


def handler(event, context):
    return {"orders": read(orders, "select 1"), "stock": read(stock, "select 1")}
