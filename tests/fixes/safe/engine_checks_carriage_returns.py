# about: SNAP402
import os

import sqlalchemy as sa

engine = sa.create_engine(
    os.environ["DATABASE_URL"],
    pool_size=5,  # for the nightly run
    echo=False,
    # nothing else
)
engine.connect().close()


def handler(event, context):
    with engine.connect() as connection:
        return connection.execute(sa.text("select 1")).scalar()
