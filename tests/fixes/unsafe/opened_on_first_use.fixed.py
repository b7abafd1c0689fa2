# about: SNAP401
"""A hook can't connect by what is stale itself: the first invocation can."""

import functools
import os

from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True)
connection = functools.lru_cache(maxsize=1)(lambda: engine.connect())


class Orders:
    def count(self):
        return connection().execute(text("select 1")).scalar()


def handler(event, context):
    return {"one": connection().execute(text("select 1")).scalar(), "orders": Orders().count()}
