# (module of the case) a repository and its service
import datetime as dt
import uuid


class Listings:
    seeded = {"l-1": {"title": "Lamp", "etag": uuid.uuid4().hex}}  # expect: SNAP201

    def __init__(self):
        self._rows = dict(self.seeded)

    def all(self):
        return [{"id": key, **row} for key, row in self._rows.items()]

    def touch(self, key):
        self._rows.setdefault(key, {})["touched"] = dt.datetime.now().isoformat()


class ListingService:
    def __init__(self, listings, bus, settings):
        self._listings = listings
        self._bus = bus
        self._page = settings.page_size

    def search(self, request):
        return {"items": self._listings.all()[: self._page], "query": uuid.uuid4().hex}

    def touch(self, message):
        self._listings.touch(message.get("listing", "l-1"))
