# (module of the case) hands over functions and a generator of the operating system
import random
import time
import uuid

from bookings import BookingService, Vouchers
from store import BookingStore


def new_reference() -> str:
    return "BK" + uuid.uuid4().hex[:10].upper()


BOOKINGS = BookingService(
    store=BookingStore(),
    reference=new_reference,  # ok: called in the handler
    clock=time.time,  # ok: called in the handler
    vouchers=Vouchers(random.SystemRandom()),  # ok: has no state
)
