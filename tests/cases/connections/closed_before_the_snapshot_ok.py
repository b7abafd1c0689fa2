# Closed by a hook before the snapshot: the handler sees that it is closed, or that there is none.
# about: SNAP401
# oracle: ok
import os

import psycopg2
from snapshot_restore_py import register_before_snapshot

orders = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: `closed` is right after close()
stock = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: None in the snapshot


@register_before_snapshot
def close():
    global stock
    orders.close()
    stock.close()
    stock = None


def one(connection):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()[0]


def handler(event, context):
    global orders, stock
    if orders.closed:
        orders = psycopg2.connect(os.environ["DATABASE_URL"])
    if stock is None:
        stock = psycopg2.connect(os.environ["DATABASE_URL"])
    return {"sum": one(orders) + one(stock)}
