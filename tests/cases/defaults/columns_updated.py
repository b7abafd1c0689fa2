# Columns with calls as defaults, on insert and on update.
# oracle: COLLIDES, STALE-TIME
import datetime
import os
import uuid

from sqlalchemy import Column, DateTime, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine(os.environ["DB_URL"])
Session = sessionmaker(bind=engine)


class Parcel(Base):
    __tablename__ = "parcel"
    parcel_id = Column(String, primary_key=True, default=str(uuid.uuid4()))  # expect: SNAP201
    created = Column(DateTime, default=datetime.datetime.now())  # expect: SNAP301
    updated = Column(DateTime, onupdate=datetime.datetime.now())  # expect: SNAP301
    seen = Column(DateTime, default=datetime.datetime.now)  # ok: a callable
    label = Column(String)


def handler(event, context):
    with Session() as session:
        session.add(Parcel(label=event["label"]))
        session.commit()
    return {"ok": True}
