# Defaults that are functions.
# about: SNAP201, SNAP301
# oracle: ok
import datetime as dt
import uuid
from sqlalchemy import Column, DateTime, String, create_engine
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Ticket(Base):
    __tablename__ = "tickets"
    id = Column(String, primary_key=True, default=lambda: str(uuid.uuid4()))
    opened = Column(DateTime, default=dt.datetime.utcnow)


engine = create_engine("sqlite:////tmp/t.db")


def handler(event, context):
    with Session(engine) as work:
        work.add(Ticket())
        work.commit()
