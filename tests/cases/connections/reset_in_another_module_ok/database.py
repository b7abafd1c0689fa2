# One lazy connection, which the import of this module opens early.
import os

import psycopg2

_connection = None


def get():
    global _connection
    if _connection is None:
        _connection = psycopg2.connect(os.environ["DATABASE_URL"])  # ok: dropped when it is dead
    return _connection


def reset():
    global _connection
    try:
        if _connection is not None:
            _connection.close()
    finally:
        _connection = None


get()
