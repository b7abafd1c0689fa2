# (module of the case) puts back what was saved before the snapshot
import copy
import secrets

from snapshot_restore_py import register_after_restore, register_before_snapshot

state = {"token": secrets.token_hex(8)}  # expect: SNAP202
_saved = {}


@register_before_snapshot
def save():
    _saved.update(copy.deepcopy(state))


@register_after_restore
def put_back():
    state.clear()
    state.update(_saved)
