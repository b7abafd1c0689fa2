# Options of an engine that come from a dict.
# about: SNAP402
# oracle: ok
import os

from sqlalchemy import create_engine, text

OPTIONS = {"pool_size": 1, "pool_pre_ping": True}
engine = create_engine(os.environ["DATABASE_URL"], **OPTIONS)  # ok

with engine.connect() as warm:
    warm.execute(text("select 1"))


def handler(event, context):
    with engine.connect() as connection:
        return {"one": connection.execute(text("select 1")).scalar()}
