# A hook that opens both the connection and its cursor anew.
# about: SNAP401
# oracle: none (needs a data base)
import psycopg2
from snapshot_restore_py import register_after_restore

stock = psycopg2.connect("stock")
rows = stock.cursor()


@register_after_restore
def renew():
    global stock, rows
    stock = psycopg2.connect("stock")
    rows = stock.cursor()


def handler(event, context):
    rows.execute("select 1")
    stock.commit()
    return rows.fetchone()
