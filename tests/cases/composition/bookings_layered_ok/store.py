# (module of the case) an in-memory store, empty in the snapshot
class BookingStore:
    def __init__(self) -> None:
        self._bookings: list[dict] = []

    def add(self, booking: dict) -> None:
        self._bookings.append(booking)

    def count_after(self, moment: float) -> int:
        return sum(1 for booking in self._bookings if booking["until"] > moment)
