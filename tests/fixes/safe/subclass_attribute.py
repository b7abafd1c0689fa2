# about: SNAP201
"""A class with a base that is made as any other."""

import uuid


class Base:
    def name(self):
        return self.prefix


class Incident(Base):
    prefix = uuid.uuid4().hex


def handler(event, context):
    return {"name": Incident().name()}
