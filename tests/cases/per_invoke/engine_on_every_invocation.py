# Engines, pools and clients built in the handler never use a connection twice.
# oracle: PER-INVOKE-CONNECT
import os

import redis
from sqlalchemy import create_engine, text


def count():
    engine = create_engine(os.environ["DATABASE_URL"])  # expect: SNAP603
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


def handler(event, context):
    cache = redis.Redis(host=os.environ["REDIS_HOST"], decode_responses=True)  # expect: SNAP603
    return {"count": count(), "mode": cache.get("mode")}
