# (module of the case) ids of the time and the machine
import uuid


def order_number():
    return uuid.uuid1().hex[16:]  # expect: SNAP104
