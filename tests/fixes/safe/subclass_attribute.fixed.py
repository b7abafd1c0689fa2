# about: SNAP201
"""A class with a base that is made as any other."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


class Base:
    def name(self):
        return self.prefix


class Incident(Base):
    prefix = uuid.uuid4().hex


@register_after_restore
def renew_after_restore():
    Incident.prefix = uuid.uuid4().hex


def handler(event, context):
    return {"name": Incident().name()}
