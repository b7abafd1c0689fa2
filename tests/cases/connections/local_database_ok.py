# A local database has no server, and a datagram has no connection.
# about: SNAP401
# oracle: ok
import socket
import sqlite3

countries = sqlite3.connect(":memory:", check_same_thread=False)  # ok
countries.execute("create table country (code text, name text)")
countries.execute("insert into country values ('de', 'Germany')")
metrics = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # ok: never connected


def handler(event, context):
    metrics.sendto(b"orders:1|c", ("127.0.0.1", 8125))
    return {"name": countries.execute("select name from country").fetchone()[0]}
