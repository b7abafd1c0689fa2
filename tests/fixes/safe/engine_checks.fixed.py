# about: SNAP402
import os

from sqlalchemy import create_engine, text

# One engine for all environments.
engine = create_engine(os.environ["DATABASE_URL"], pool_size=5, pool_pre_ping=True)

with engine.connect() as connection:
    COUNTRIES = dict(connection.execute(text("select code, name from country")).all())


def handler(event, context):
    with engine.connect() as connection:
        connection.execute(text("insert into visit values (:c)"), {"c": event["country"]})
    return COUNTRIES[event["country"]]
