# A library draws from the `random` module.
# about: SNAP104
import email.utils
import random

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


@register_after_restore
def renew_after_restore():
    random.seed()


print("started", random.random())


def handler(event, context):
    return {"Message-ID": email.utils.make_msgid()}
