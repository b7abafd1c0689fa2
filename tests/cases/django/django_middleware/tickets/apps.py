# (module of the case) `ready` runs before the snapshot
import uuid

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "tickets"

    def ready(self):
        from tickets import numbering

        numbering.prefix = uuid.uuid4().hex[:8]  # expect: SNAP201
