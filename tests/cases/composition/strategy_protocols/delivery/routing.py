# (module of the case) asks whatever source it was given
from .slots import SlotSource


class Router:
    def __init__(self, source: SlotSource) -> None:
        if not isinstance(source, SlotSource):
            raise TypeError(source)
        self._source = source

    def route(self, parcel: str) -> dict:
        return {"parcel": parcel, "slot": self._source.next()}
