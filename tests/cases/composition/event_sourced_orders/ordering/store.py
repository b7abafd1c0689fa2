# (module of the case) streams in memory
import uuid
from collections import defaultdict


class EventStore:
    def __init__(self) -> None:
        self.name = f"orders-{uuid.uuid4().hex[:8]}"  # expect: SNAP201
        self._streams = defaultdict(list)

    def append(self, stream, events):
        self._streams[stream].extend(events)

    def load(self, stream):
        return list(self._streams[stream])
