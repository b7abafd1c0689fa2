# (module of the case) keeps a clock reading in a class attribute
from datetime import datetime

from .base import Processor
from .registry import processes


@processes("refund")
class RefundProcessor(Processor):
    window_opened = datetime.now()  # expect: SNAP301

    def process(self, record: dict) -> dict:
        return {"opened": self.window_opened.isoformat(), "amount": record.get("amount", 0)}
