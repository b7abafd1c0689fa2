# An engine keeps in its pool what INIT connected, and does not check it.
# oracle: RESTORE-ERROR
import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_recycle=-1)  # expect: SNAP402

with engine.connect() as warm:
    LIMIT = warm.execute(text("select 10")).scalar()


def handler(event, context):
    with engine.connect() as connection:
        found = connection.execute(text("select 1")).scalar()
    return {"found": found, "limit": LIMIT}
