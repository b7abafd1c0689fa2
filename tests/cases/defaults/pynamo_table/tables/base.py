# (module of the case) a base model with a shared attribute
import uuid

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model


def new_etag() -> str:
    return uuid.uuid4().hex


class Tagged(Model):
    etag = UnicodeAttribute(default=new_etag)  # ok: called for each item
