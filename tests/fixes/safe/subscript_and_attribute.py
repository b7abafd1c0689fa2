# about: SNAP201
"""Entries and attributes that the top level assigns."""

import types
import uuid

CONFIG = {"stage": "test"}
CONFIG["run"] = uuid.uuid4().hex
state = types.SimpleNamespace()
state.number = uuid.uuid4().hex


def handler(event, context):
    return {"run": CONFIG["run"], "number": state.number}
