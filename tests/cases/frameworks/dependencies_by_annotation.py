# Dependencies that an annotation names: FastAPI builds the class of `Depends()` on each request.
# oracle: none (needs FastAPI)
import uuid

import psycopg2
from fastapi import Depends, FastAPI, Query
from mangum import Mangum

LEDGER = uuid.uuid4().hex  # expect: SNAP201


class Rows:
    def __init__(self, limit: int = Query(10)):
        self.limit = limit
        self.link = psycopg2.connect("dbname=rows")  # expect: SNAP603

    def all(self):
        return [LEDGER, self.limit]


app = FastAPI()


@app.get("/rows")
def rows(found: Rows = Depends(), name: str = ""):
    if name:
        return found.all()
    return []


handler = Mangum(app)
