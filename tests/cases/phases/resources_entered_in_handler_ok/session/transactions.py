# (module of the case) a context manager over a connection of INIT
from contextlib import contextmanager


@contextmanager
def transaction(connection):
    number = connection.begin()
    try:
        yield number
    finally:
        connection.close()
