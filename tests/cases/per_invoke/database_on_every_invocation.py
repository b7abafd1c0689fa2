# A connection for each invocation.
# oracle: PER-INVOKE-CONNECT
import os

import psycopg2
import pymysql


def orders():
    connection = pymysql.connect(host=os.environ["DB_HOST"], user="app", password="")  # expect: SNAP603
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            return int(cursor.fetchone()[0])
    finally:
        connection.close()


class Stock:
    def __init__(self, url):
        self.connection = psycopg2.connect(url)  # expect: SNAP603

    def count(self):
        with self.connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone()[0]


def handler(event, context):
    stock = Stock(os.environ["DATABASE_URL"])
    found = stock.count()
    stock.connection.close()
    return {"orders": orders(), "stock": found}
