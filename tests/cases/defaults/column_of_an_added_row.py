# A row that is added has the default of its column.
# oracle: STALE-TIME
from datetime import datetime

from sqlalchemy import Column, DateTime, Integer, create_engine
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()
engine = create_engine("postgresql://hives/db", pool_pre_ping=True)


class Hive(Base):
    __tablename__ = "hives"
    id = Column(Integer, primary_key=True)
    seen = Column(DateTime, default=datetime.now())  # expect: SNAP301


def handler(event, context):
    with Session(engine) as session:
        session.add(Hive(id=event["id"]))
        session.commit()
