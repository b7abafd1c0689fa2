# about: SNAP201
import uuid

from sqlalchemy import Column, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Visit(Base):
    __tablename__ = "visit"
    id = Column(String, primary_key=True, default=uuid.uuid4)


class Guest(Base):
    __tablename__ = "guest"
    id = Column(String, primary_key=True, default=lambda: "g-" + uuid.uuid4().hex)


def handler(event, context):
    return Visit().id, Guest().id
