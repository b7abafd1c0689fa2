# Reading the tables in INIT opens a connection of the pool.
# oracle: RESTORE-ERROR
import os
from sqlalchemy import MetaData, create_engine, select

engine = create_engine(os.environ["DSN"])  # expect: SNAP402
meta = MetaData()
meta.reflect(bind=engine)  # step: SNAP402
orders = meta.tables["orders"]


def handler(event, context):
    with engine.connect() as link:
        return [dict(row) for row in link.execute(select(orders)).mappings()]
