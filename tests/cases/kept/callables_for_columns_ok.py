# Column defaults of an ORM that are callables run at each insert.
# about: SNAP201, SNAP301
# oracle: none (needs sqlalchemy)
import uuid
from datetime import datetime

from sqlalchemy import Column, DateTime, String
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id = Column(String, primary_key=True, default=lambda: uuid.uuid4().hex)  # ok: a callable
    created = Column(DateTime, default=datetime.now)  # ok: a callable


def handler(event, context):
    return {"table": Order.__tablename__, "rows": [Order(id=event["n"])]}
