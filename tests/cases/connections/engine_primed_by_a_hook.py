# A hook that warms the pool up before the snapshot does harm.
# oracle: RESTORE-ERROR
import os

from snapshot_restore_py import register_before_snapshot
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], pool_size=1)  # expect: SNAP402


@register_before_snapshot
def warm_up():
    with engine.connect() as connection:
        connection.execute(text("select 1"))


def handler(event, context):
    with engine.begin() as connection:
        return {"one": connection.execute(text("select 1")).scalar()}
