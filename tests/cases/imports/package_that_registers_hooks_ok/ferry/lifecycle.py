# A part of the same program.
import random
import uuid

from snapshot_restore_py import register_after_restore

node = {}


def name():
    node["id"] = uuid.uuid4().hex  # ok: renewed


def arm():
    name()
    register_after_restore(name)  # ok: the package runs it
    register_after_restore(random.seed)  # ok
