# (module of the case) the declarative base and a mixin
import datetime as dt
import uuid

from sqlalchemy import Column, DateTime, String
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Tracked:
    created = Column(DateTime, default=dt.datetime.now())  # expect: SNAP301
    public_id = Column(String, default=lambda: uuid.uuid4().hex)  # ok: called for each row
