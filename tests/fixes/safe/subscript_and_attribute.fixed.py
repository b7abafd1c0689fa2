# about: SNAP201
"""Entries and attributes that the top level assigns."""

import types
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


CONFIG = {"stage": "test"}
CONFIG["run"] = uuid.uuid4().hex
state = types.SimpleNamespace()
state.number = uuid.uuid4().hex


@register_after_restore
def renew_after_restore():
    CONFIG["run"] = uuid.uuid4().hex
    state.number = uuid.uuid4().hex


def handler(event, context):
    return {"run": CONFIG["run"], "number": state.number}
