# PEP 562: the connection is opened when somebody first asks the module for it, and kept in its namespace.
import os

import psycopg2


def __getattr__(name):
    if name == "connection":
        globals()[name] = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401
        return globals()[name]
    raise AttributeError(name)
