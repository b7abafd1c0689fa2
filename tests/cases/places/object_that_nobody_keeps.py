# What keeps the number is the global: the object is gone. The other object stays, and so does its place.
# oracle: COLLIDES
import uuid


class Press:
    def __init__(self):
        self.serial = uuid.uuid4().hex


class Book:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


def serial():
    return Press().serial


SERIAL = Press().serial  # expect: SNAP201
book = Book()
NUMBER = book.number


def handler(event, context):
    return {"serial": SERIAL, "number": NUMBER, "book": book.number, "fresh": serial()}
