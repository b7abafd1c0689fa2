# Columns whose default is a callable, is given, or is asked for as a column only.
# about: SNAP201, SNAP301
# oracle: none (needs SQLAlchemy, Django and a data base)
import uuid
from datetime import datetime

from django.db import models
from sqlalchemy import Column, DateTime, Integer, String, select
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    pass


class Berth(Base):
    __tablename__ = "berths"
    id = Column(Integer, primary_key=True)
    mark = Column(String, default=lambda: uuid.uuid4().hex)  # ok: called for each row
    seen = Column(DateTime, default=datetime.now, onupdate=datetime.now)  # ok: called
    kind = Column(String, default=uuid.uuid4().hex)  # ok: always given


class Old(Base):
    __tablename__ = "old"
    id = Column(Integer, primary_key=True)
    since = Column(DateTime, default=datetime.now())  # ok: rows are read only


class Crate(models.Model):
    packed = models.DateTimeField(default=datetime.now())  # ok: rows are read only


def handler(event, context):
    with Session() as session:
        session.add(Berth(id=event["id"], kind=event["kind"]))
        rows = session.scalars(select(Old).where(Old.since > event["since"]))
        return [list(rows), Crate.objects.filter(packed__gt=event["since"]).count()]
