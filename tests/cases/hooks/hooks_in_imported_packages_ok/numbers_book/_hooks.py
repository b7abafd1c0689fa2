# (module of the case) renews the volume
import uuid

from snapshot_restore_py import register_after_restore

from . import book


@register_after_restore
def _renew():
    book.volume = uuid.uuid4().hex
