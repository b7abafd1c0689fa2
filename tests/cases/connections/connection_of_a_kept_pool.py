# A connection taken from a pool in INIT and kept; the pool checks what it hands out later only.
# oracle: RESTORE-ERROR
import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)  # ok
connection = engine.connect()  # expect: SNAP401


def handler(event, context):
    return {"one": connection.execute(text("select 1")).scalar()}
