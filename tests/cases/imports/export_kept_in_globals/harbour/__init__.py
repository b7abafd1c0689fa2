# A part of the same program.
import importlib

_WHERE = {"Crane": ".crane"}


def __getattr__(name):
    value = getattr(importlib.import_module(_WHERE[name], __name__), name)
    globals()[name] = value
    return value
