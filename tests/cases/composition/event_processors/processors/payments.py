# (module of the case) keeps an id
import uuid

from .base import Processor
from .registry import processes


@processes("payment")
class PaymentProcessor(Processor):
    def __init__(self) -> None:
        self.batch = uuid.uuid4().hex  # expect: SNAP201

    def process(self, record: dict) -> dict:
        return {"batch": self.batch, "receipt": uuid.uuid4().hex}
