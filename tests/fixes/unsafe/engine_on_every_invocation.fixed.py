# An engine is a pool: built anew, it never uses a connection twice.
# about: SNAP603
import functools
import os

from sqlalchemy import create_engine, text


@functools.lru_cache(maxsize=1)
def shared_create_engine():
    return create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)


def orders():
    engine = shared_create_engine()
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from orders")).scalar()


def handler(event, context):
    return {"orders": orders()}
