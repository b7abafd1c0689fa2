# A dependency that its annotation names.
# oracle: COLLIDES, PER-INVOKE-CONNECT
import os
import uuid

import psycopg2
from fastapi import Depends, FastAPI
from mangum import Mangum

LEDGER = str(uuid.uuid4())  # expect: SNAP201


class Store:
    def __init__(self):
        self.url = os.environ["DB_URL"]

    def add(self, row):
        conn = psycopg2.connect(self.url)  # expect: SNAP603
        with conn, conn.cursor() as cur:
            cur.execute("insert into rows values (%s, %s)", (LEDGER, row))
        conn.close()


app = FastAPI()


@app.post("/rows/{row}")
def add_row(row: str, store: Store = Depends()):
    store.add(row)
    return {"ok": True}


handler = Mangum(app)
