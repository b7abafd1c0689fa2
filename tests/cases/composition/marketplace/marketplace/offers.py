# (module of the case) a service that draws, signs and dates
import hashlib
import random
import secrets
import time
import uuid

VALID_UNTIL = time.time() + 3600  # expect: SNAP301


class OfferService:
    _key = secrets.token_bytes(16)  # expect: SNAP202

    def __init__(self, listings, bus):
        self._listings = listings
        self._bus = bus

    def make(self, request):
        offer = {
            "id": str(uuid.uuid4()),
            "lucky": random.randrange(10**9),  # expect: SNAP103
            "until": VALID_UNTIL,
        }
        offer["signature"] = hashlib.sha256(self._key + b"offer").hexdigest()
        offer["event"] = self._bus.emit("offer.made", listing="l-1")
        return offer
