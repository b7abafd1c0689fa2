# Defaults of three more libraries' models.
# oracle: COLLIDES, STALE-TIME
import uuid
from datetime import datetime

from marshmallow import Schema, fields
from mongoengine import DateTimeField, Document
from peewee import CharField, Model


class Visit(Document):
    at = DateTimeField(default=datetime.utcnow())  # expect: SNAP301


class Frame(Model):
    tag = CharField(default=str(uuid.uuid4()))  # expect: SNAP201


class Note(Schema):
    at = fields.DateTime(load_default=datetime.now())  # expect: SNAP301


def handler(event, context):
    Visit().save()
    Frame.create()
    return Note().load(event)["at"].isoformat()
