# (module of the case) one list of renewals, registered in a loop
import random
import uuid

import media_names
from snapshot_restore_py import register_after_restore


def _renew_batch():
    media_names.batch = uuid.uuid4().hex


def _reseed():
    random.seed()


for renewal in (_renew_batch, _reseed):
    register_after_restore(renewal)
