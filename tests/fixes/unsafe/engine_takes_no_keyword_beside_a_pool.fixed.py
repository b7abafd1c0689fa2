# about: SNAP402
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool

from drivers import connect

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


engine = create_engine(os.environ["DATABASE_URL"], pool=QueuePool(connect))


@register_after_restore
def renew_after_restore():
    global engine
    engine = create_engine(os.environ["DATABASE_URL"], pool=QueuePool(connect))


engine.connect().close()


def handler(event, context):
    with engine.connect() as connection:
        return connection.exec_driver_sql("select 1").scalar()
