# (module of the case) a container with lazily made singletons and a constant
import random
import uuid
from functools import cached_property

from .providers import Lazy
from .search import Search, Session


class Container:
    """Nothing is built until the first invocation asks for it."""

    def __init__(self):
        self._session = Lazy(Session)
        self._search = Lazy(self._build_search)
        self.region = "eu-west-1"

    def _build_search(self):
        return Search(self.rng, region=self.region)

    @cached_property
    def rng(self):
        return random.Random()  # ok: first asked for in the handler

    def search(self):
        return self._search.get()

    def session(self):
        return self._session.get()

    def request_id(self):
        return uuid.uuid4().hex
