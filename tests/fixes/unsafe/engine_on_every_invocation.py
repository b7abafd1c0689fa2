# An engine is a pool: built anew, it never uses a connection twice.
# about: SNAP603
import os

from sqlalchemy import create_engine, text


def orders():
    engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from orders")).scalar()


def handler(event, context):
    return {"orders": orders()}
