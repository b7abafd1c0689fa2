# (module of the case) a database in memory, opened by each invocation
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from .base import Base


def saved(*rows):
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    session = Session(engine, expire_on_commit=False)
    session.add_all(rows)
    session.commit()
    return rows
