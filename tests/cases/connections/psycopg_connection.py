# psycopg 3: the function and the class method connect at once; `closed` and `broken` tell of past failures only.
# oracle: RESTORE-ERROR
import os

import psycopg
from psycopg.rows import dict_row

reader = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)  # expect: SNAP401
writer = psycopg.Connection.connect(os.environ["DATABASE_URL"], row_factory=dict_row)  # expect: SNAP401


def handler(event, context):
    if reader.closed or writer.broken:
        raise RuntimeError("no database")
    found = reader.execute("select %s::int", (event["n"],)).fetchone()
    writer.execute("select 1 as one").fetchone()
    return {"n": found[0]}
