# (module of the case) the warm-up
from library import catalogue
from snapshot_restore_py import register_after_restore, register_before_snapshot

catalogue.rules("adult")  # ok: the rules are constants
catalogue.shelf("A")  # ok: forgotten below
catalogue.LOANS.token  # ok: deleted before the snapshot
catalogue.stamp()  # ok: cleared after the restore
DONE = True


@register_before_snapshot
def forget():
    catalogue.shelf.cache_clear()
    del catalogue.LOANS.token


register_after_restore(catalogue.stamp.cache_clear)
