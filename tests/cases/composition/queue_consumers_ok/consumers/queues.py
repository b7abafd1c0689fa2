# (module of the case) messages of a queue
from typing import TypedDict

from .base import Consumer


class Message(TypedDict, total=False):
    eventSource: str
    body: str


class QueueConsumer(Consumer):
    def key(self, record: Message) -> str:
        return record["body"]
