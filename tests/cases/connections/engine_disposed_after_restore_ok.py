# A pool that is emptied by a hook after the restore.
# about: SNAP402
# oracle: ok
import os

from snapshot_restore_py import register_after_restore
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])  # ok: emptied after each restore

with engine.connect() as warm:
    warm.execute(text("select 1"))


@register_after_restore
def drop_connections():
    engine.dispose(close=False)


def handler(event, context):
    with engine.connect() as connection:
        return {"one": connection.execute(text("select 1")).scalar()}
