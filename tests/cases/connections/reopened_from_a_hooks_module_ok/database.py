# Connections by name, and one by itself.
# unmended: SNAP401 entries that a loop replaces by their index may be some of them only; a slice or a new list is understood
import os

import psycopg2


def connect():
    return psycopg2.connect(os.environ["DATABASE_URL"])


primary = connect()  # ok: assigned by the hook of another module
replicas = [connect(), connect()]  # known-false: SNAP401 replaced one by one, by an index
_lazy = connect()  # ok: None after the restore


def lazy():
    global _lazy
    if _lazy is None:
        _lazy = connect()
    return _lazy
