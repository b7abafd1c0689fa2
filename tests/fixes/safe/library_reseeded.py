# A library draws from the `random` module.
# about: SNAP104
import email.utils
import random

print("started", random.random())


def handler(event, context):
    return {"Message-ID": email.utils.make_msgid()}
