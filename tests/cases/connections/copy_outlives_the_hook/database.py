# The hook opens the connection of this module again, and knows of no other.
import os

import psycopg2
from snapshot_restore_py import register_after_restore

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: SNAP401


@register_after_restore
def reopen():
    global connection
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
