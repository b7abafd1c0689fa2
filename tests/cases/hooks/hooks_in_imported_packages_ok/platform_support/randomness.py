# (module of the case) reseeds
import random

from snapshot_restore_py import register_after_restore

register_after_restore(random.seed)
