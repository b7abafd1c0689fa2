# Nothing of INIT calls uuid1, so that each environment draws its own clock sequence.
# about: SNAP104
# oracle: ok
import uuid


def order_number():
    return uuid.uuid1().hex


def handler(event, context):
    return {"order": order_number()}
