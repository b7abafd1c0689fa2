# A queue of connections is the plainest pool.
# oracle: RESTORE-ERROR
import queue

import psycopg2

pool = queue.Queue()
for _ in range(3):
    pool.put(psycopg2.connect("harbour"))  # expect: SNAP401


def handler(event, context):
    connection = pool.get()
    try:
        cursor = connection.cursor()
        cursor.execute("select 1")
        return {"f0": cursor.fetchone()}
    finally:
        pool.put(connection)
