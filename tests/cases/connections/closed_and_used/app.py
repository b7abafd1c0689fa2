# A hook closes both; only one is opened again before it is used.
# oracle: RESTORE-ERROR
import psycopg2
from snapshot_restore_py import register_before_snapshot

orders = psycopg2.connect("dbname=orders")  # expect: SNAP401
stock = psycopg2.connect("dbname=stock")  # ok: opened again where it is closed


def close():
    orders.close()
    stock.close()


register_before_snapshot(close)


def one(connection):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()


def handler(event, context):
    global stock
    if stock.closed:
        stock = psycopg2.connect("dbname=stock")
    return {"orders": one(orders), "stock": one(stock)}
