# Functions that pass a value on by way of a function inside of them, which nobody keeps.

import uuid


def logged(value):
    def message():
        return f"made {value}"

    print(message())
    return value


def new_id():
    return logged(uuid.uuid4().hex)


def keeper(value):
    def get():
        return value

    return get
