# (module of the case) calls the method where it should hand it over
from snapshot_restore_py import register_after_restore

from counters import COUNTERS

register_after_restore(COUNTERS.renew())
