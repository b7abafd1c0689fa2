# The pool gives up its connections before the snapshot.
# about: SNAP402
# oracle: ok
import os
from sqlalchemy import MetaData, create_engine, select

engine = create_engine(os.environ["DSN"])
meta = MetaData()
meta.reflect(bind=engine)
orders = meta.tables["orders"]
engine.dispose()


def handler(event, context):
    with engine.connect() as link:
        return [dict(row) for row in link.execute(select(orders)).mappings()]
