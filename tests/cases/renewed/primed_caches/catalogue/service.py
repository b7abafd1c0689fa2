# (module of the case) a cached property and a dictionary of fragments
import uuid
from functools import cached_property


class CatalogueService:
    def __init__(self):
        self._fragments = {}

    @cached_property
    def etag(self):
        return uuid.uuid4().hex

    def fragment(self, name):
        if name not in self._fragments:
            self._fragments[name] = f"{name}-{uuid.uuid4().hex}"  # expect: SNAP201
        return self._fragments[name]

    def describe(self):
        return {"etag": self.etag}
