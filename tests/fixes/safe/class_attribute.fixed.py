# about: SNAP201, SNAP301
import time
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


class Session:
    limit = 3
    batch = uuid.uuid4().hex
    since = time.time()

    def describe(self):
        return self.limit, self.batch


@register_after_restore
def renew_after_restore():
    Session.batch = uuid.uuid4().hex
    Session.since = time.time()


def handler(event, context):
    return {"batch": Session.batch, "since": Session.since}
