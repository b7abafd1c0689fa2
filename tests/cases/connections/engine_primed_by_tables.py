# Creating tables at import leaves a connection in the pool.
# oracle: RESTORE-ERROR
import os

from sqlalchemy import Column, Integer, create_engine, select
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Visit(Base):
    __tablename__ = "visit"
    id = Column(Integer, primary_key=True)


engine = create_engine(os.environ["DATABASE_URL"])  # expect: SNAP402
Base.metadata.create_all(bind=engine)


def handler(event, context):
    with Session(engine) as session:
        session.execute(select(Visit.id).limit(1)).first()
    return {"ok": True}
