# INIT calls a function before the name is bound to what draws, and once more behind that.
# oracle: COLLIDES
import uuid


def number():
    return "one"


def made():
    return number()


made()
number = lambda: uuid.uuid4().hex
NUMBER = made()  # expect: SNAP201


def handler(event, context):
    return [NUMBER]
