# A pool that is emptied before the snapshot holds no dead connection.
# about: SNAP402
# oracle: ok
import os

from snapshot_restore_py import register_before_snapshot
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])  # ok: emptied by the hook
register_before_snapshot(engine.dispose)

with engine.connect() as warm:
    warm.execute(text("select 1"))


def handler(event, context):
    with engine.connect() as connection:
        return {"one": connection.execute(text("select 1")).scalar()}
