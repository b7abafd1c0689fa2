# Fields of other libraries' models.
# oracle: STALE-TIME
import os
from datetime import datetime

from django.db import models
from mongoengine import DateTimeField, Document, StringField
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(os.environ["DB_URL"])


class Base(DeclarativeBase):
    pass


class Crate(Base):
    __tablename__ = "crate"
    crate_id: Mapped[int] = mapped_column(primary_key=True)
    packed: Mapped[datetime] = mapped_column(default=datetime.utcnow())  # expect: SNAP301


class Pallet(Model):
    class Meta:
        table_name = "pallets"

    pallet_id = UnicodeAttribute(hash_key=True)
    packed = UTCDateTimeAttribute(default=datetime.utcnow())  # expect: SNAP301


class Bag(Document):
    bag_id = StringField(primary_key=True)
    packed = DateTimeField(default=datetime.utcnow())  # expect: SNAP301


class Barrel(models.Model):
    packed = models.DateTimeField(default=datetime.utcnow())  # expect: SNAP301


def handler(event, context):
    Pallet(event["pallet"]).save()
    Bag(bag_id=event["bag"]).save()
    Barrel.objects.create()
    with Session(engine) as session:
        session.add(Crate(crate_id=event["crate"]))
        session.commit()
