# (module of the case) an object that shows itself anew each time, and a data descriptor
import time
import uuid


class _Lazy:
    def __str__(self):
        return uuid.uuid4().hex


LAZY = _Lazy()


class Stamp:
    def __add__(self, other):
        return f"{time.time_ns()}+{other}"


class Till:
    def __set__(self, instance, value):
        instance.__dict__["_till"] = f"{value}/{uuid.uuid4().hex}"

    def __get__(self, instance, owner=None):
        return instance.__dict__["_till"] if instance else self


class Shop:
    till = Till()
