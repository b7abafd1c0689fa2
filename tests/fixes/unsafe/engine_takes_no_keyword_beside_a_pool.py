# about: SNAP402
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool

from drivers import connect

engine = create_engine(os.environ["DATABASE_URL"], pool=QueuePool(connect))
engine.connect().close()


def handler(event, context):
    with engine.connect() as connection:
        return connection.exec_driver_sql("select 1").scalar()
