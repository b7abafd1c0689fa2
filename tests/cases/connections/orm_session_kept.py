# A session of the ORM that INIT uses keeps its connection in a transaction: the engine's pre-ping does not reach it.
# oracle: RESTORE-ERROR
import os

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)  # ok
session = Session(engine)  # expect: SNAP401
LIMIT = session.execute(text("select 10")).scalar()


def handler(event, context):
    return {"one": session.execute(text("select 1")).scalar(), "limit": LIMIT}
