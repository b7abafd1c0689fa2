# oracle: RESTORE-ERROR
import psycopg2
conn = psycopg2.connect("host=db")  # expect: SNAP401
def handler(event, context):
    with conn.cursor() as cur:
        cur.execute("select 1")
        return cur.fetchone()[0]
