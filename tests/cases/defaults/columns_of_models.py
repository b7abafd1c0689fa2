# Columns with a default that was made once: objects that INVOKE builds, stores or has validated take it.
# oracle: none (needs peewee, marshmallow, Django and a data base)
import time
import uuid
from datetime import datetime

import peewee
from django.db import models
from marshmallow import Schema, fields
from sqlalchemy import Column, DateTime, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Berth(Base):
    __tablename__ = "berths"
    id = Column(Integer, primary_key=True)
    mark = Column(String, default=uuid.uuid4().hex)  # expect: SNAP201
    moved = Column(DateTime, server_onupdate=datetime.now())  # expect: SNAP301


class Crate(models.Model):
    packed = models.DateTimeField(default=datetime.now())  # expect: SNAP301


class Tag(peewee.Model):
    number = peewee.CharField(default=str(uuid.uuid4()))  # expect: SNAP201


class Note(Schema):
    at = fields.Float(load_default=time.time())  # expect: SNAP301


note = Note()


def handler(event, context):
    Crate.objects.get_or_create(name=event["name"])
    Tag.insert(name=event["name"]).execute()
    return {"berth": Berth(id=1), "note": note.load(event)}
