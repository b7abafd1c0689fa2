# Engines that look before they hand out, or keep nothing.
# about: SNAP402
# oracle: ok
import os

from sqlalchemy import create_engine, pool, text

URL = os.environ["DATABASE_URL"]
pinged = create_engine(URL, pool_pre_ping=True)  # ok: each connection is tried first
unpooled = create_engine(URL, poolclass=pool.NullPool)  # ok: no connection is kept

for engine in (pinged, unpooled):
    with engine.connect() as warm:
        warm.execute(text("select 1"))


def count(engine):
    with engine.begin() as connection:
        return connection.execute(text("select 1")).scalar()


def handler(event, context):
    return {"pinged": count(pinged), "unpooled": count(unpooled)}
