# A partial that is given the options of an engine.
# about: SNAP402
# oracle: ok
import functools

import sqlalchemy

OPTIONS = {"pool_pre_ping": True}
engine = functools.partial(sqlalchemy.create_engine, "postgresql://x", **OPTIONS)()  # ok
engine.connect().close()


def handler(event, context):
    with engine.connect() as connection:
        return connection.execute("select 1")
