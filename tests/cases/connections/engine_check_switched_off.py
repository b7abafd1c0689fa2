# The check is switched off, by a literal and by a dict without it.
# oracle: RESTORE-ERROR
# unmended: SNAP402 a dict of options may be filled by code that is not followed: silence is cheaper than a false alarm
import os

from sqlalchemy import create_engine, text

OPTIONS = {"pool_size": 1, "max_overflow": 0}
unchecked = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=False)  # expect: SNAP402
plain = create_engine(os.environ["DATABASE_URL"], **OPTIONS)  # known-miss: SNAP402 options in a dict


def one(engine):
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


LIMIT = one(unchecked) + one(plain)


def handler(event, context):
    return {"sum": one(unchecked) + one(plain), "limit": LIMIT}
