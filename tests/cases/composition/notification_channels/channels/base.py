# (module of the case) the base and its registry
import abc


class Channel(abc.ABC):
    kinds: dict = {}

    def __init_subclass__(cls, *, kind: str, **options):
        super().__init_subclass__(**options)
        cls.kinds[kind] = cls

    @abc.abstractmethod
    def send(self, message): ...
