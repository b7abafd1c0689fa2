# (module of the case) copies with a new number
import dataclasses
import time
import uuid


def numbered(letter):
    return dataclasses.replace(letter, number=uuid.uuid4().hex)


def fill(template):
    return {**template, "id": uuid.uuid4().hex, "at": time.time()}
