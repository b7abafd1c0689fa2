# A cache entry that carries its own expiry: the reading serves only the check, and goes with the value.
# about: SNAP201, SNAP301
# oracle: ok
import uuid
from datetime import datetime, timedelta


class Entry:
    def __init__(self, value, ttl):
        self.value = value
        self.expires = datetime.now() + timedelta(seconds=ttl)  # ok


class Cache:
    def __init__(self):
        self.entries = {}

    def is_valid(self, key):
        return key in self.entries and self.entries[key].expires >= datetime.now()

    def get(self, key):
        if self.is_valid(key):
            return self.entries[key].value
        self.entries[key] = Entry(uuid.uuid4().hex, 300)  # ok
        return self.entries[key].value


cache = Cache()
cache.get("session")


def handler(event, context):
    return {"session": cache.get("session")}
