# (module of the case) service that calls what it was given
from collections.abc import Callable
from random import Random

from store import BookingStore

DAY = 86_400


class Vouchers:
    ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

    def __init__(self, source: Random) -> None:
        self._source = source

    def draw(self) -> str:
        return "".join(self._source.choice(self.ALPHABET) for _ in range(8))


class BookingService:
    def __init__(
        self,
        store: BookingStore,
        reference: Callable[[], str],
        clock: Callable[[], float],
        vouchers: Vouchers,
    ) -> None:
        self._store = store
        self._reference = reference
        self._clock = clock
        self._vouchers = vouchers

    def book(self, room: str, nights: int) -> dict:
        now = self._clock()
        booking = {
            "reference": self._reference(),
            "room": room,
            "until": now + nights * DAY,
            "voucher": self._vouchers.draw(),
        }
        self._store.add(booking)
        return booking

    def open_bookings(self) -> int:
        return self._store.count_after(self._clock())
