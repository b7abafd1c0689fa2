# (module of the case) renews a global of its package
import uuid

from snapshot_restore_py import register_after_restore as after_restore

import platform_support


def _renew():
    platform_support.instance = uuid.uuid4().hex


after_restore(_renew)
