# Local files and embedded databases are in the snapshot as they are.
# about: SNAP401, SNAP402
# oracle: ok
import sqlite3
import tempfile
import duckdb
from diskcache import Cache

WORK = tempfile.mkdtemp()
book = sqlite3.connect("/tmp/book.db")
book.execute("create table if not exists seen (k text primary key)")
lake = duckdb.connect()
lake.execute("create table rates as select * from 'rates.parquet'")
seen = Cache(WORK)


def handler(event, context):
    book.execute("insert or ignore into seen values (?)", (event["k"],))
    seen[event["k"]] = 1
    return lake.execute("select rate from rates where k = ?", [event["k"]]).fetchone()
