# A cursor that INIT opens on a kept connection is one thing with it, also where only one is renewed.
# oracle: none (needs a data base)
import psycopg2
import pymysql
from snapshot_restore_py import register_after_restore

orders = pymysql.connect(host="db")  # expect: SNAP401
cursor = orders.cursor()  # ok: told of the connection

stock = psycopg2.connect("stock")  # expect: SNAP401
rows = stock.cursor()  # ok: likewise; the hook forgets it


def opened():
    other = pymysql.connect(host="other")
    return other.cursor()


loose = opened()  # expect: SNAP401


@register_after_restore
def renew():
    global stock
    stock = psycopg2.connect("stock")


def handler(event, context):
    cursor.execute("select 1")
    orders.commit()
    rows.execute("select 1")
    stock.commit()
    loose.execute("select 1")
    return [cursor.fetchone(), rows.fetchone(), loose.fetchone()]
