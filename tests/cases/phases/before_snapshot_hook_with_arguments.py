# Functions registered with register_before_snapshot run in INIT, also when they are registered by a call with arguments.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_before_snapshot

sessions = {}


def open_session(region):
    sessions[region] = uuid.uuid4().hex  # expect: SNAP201


register_before_snapshot(open_session, "eu-west-1")


def handler(event, context):
    return {"session": sessions.get("eu-west-1") or uuid.uuid4().hex}
