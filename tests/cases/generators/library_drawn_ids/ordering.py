# (module of the case) ids of the time and the machine
import uuid

print("started as", uuid.uuid1())  # ok: said and gone; but the clock sequence is drawn here


def order_number():
    return uuid.uuid1().hex[16:]  # expect: SNAP104
