# pg8000, by both of its interfaces.
# oracle: RESTORE-ERROR
import os

import pg8000.dbapi
import pg8000.native

ledger = pg8000.dbapi.connect(os.environ["DB_USER"], host=os.environ["DB_HOST"], database="app")  # expect: SNAP401
audit = pg8000.native.Connection(os.environ["DB_USER"], host=os.environ["DB_HOST"], database="app")  # expect: SNAP401


def handler(event, context):
    cursor = ledger.cursor()
    cursor.execute("select 1")
    return {"ledger": cursor.fetchone()[0], "audit": audit.run("select 2")[0][0]}
