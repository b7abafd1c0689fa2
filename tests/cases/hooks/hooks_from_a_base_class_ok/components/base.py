# (module of the case) whoever extends this is renewed after a restore
from abc import ABC, abstractmethod

from snapshot_restore_py import register_after_restore


class Renewable(ABC):
    def __init__(self) -> None:
        self.renew()
        register_after_restore(self.renew)

    @abstractmethod
    def renew(self) -> None:
        """Make anew all that must differ between environments."""
