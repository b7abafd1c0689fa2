# A connection in a thread-local of the main thread, in which the handler runs too.
# oracle: RESTORE-ERROR
import os
import threading

import psycopg2

local = threading.local()
local.connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


def handler(event, context):
    with local.connection.cursor() as cursor:
        cursor.execute("select 1")
        return {"one": cursor.fetchone()[0]}
