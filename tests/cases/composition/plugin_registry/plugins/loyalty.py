# (module of the case) makes what it needs in the handler
import uuid

from .base import Plugin


class Loyalty(Plugin):
    def __init__(self):
        self.points = 0

    def apply(self, basket):
        basket["points"] = uuid.uuid4().hex
