# (module of the case) re-exports
from .areas import recording, temporary_area
from .leases import Lease

__all__ = ["Lease", "recording", "temporary_area"]
