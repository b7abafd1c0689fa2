# about: SNAP402
import os

from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy(engine_options={"pool_pre_ping": True})
db.create_all()


def handler(event, context):
    return db.session.execute("select 1").scalar()
