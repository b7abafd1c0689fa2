# oracle: RESTORE-ERROR
import psycopg2
conn = psycopg2.connect("host=db")  # expect: SNAP401 (psycopg2's .closed does not notice a dead peer)
def handler(event, context):
    global conn
    if conn.closed:
        conn = psycopg2.connect("host=db")
    with conn.cursor() as cur:
        cur.execute("select 1")
        return cur.fetchone()[0]
