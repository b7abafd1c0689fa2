# oracle: PER-INVOKE-CONNECT
import psycopg2
def handler(event, context):
    conn = psycopg2.connect("host=db")  # expect: SNAP603
    with conn.cursor() as cur:
        cur.execute("select 1")
        return cur.fetchone()[0]
