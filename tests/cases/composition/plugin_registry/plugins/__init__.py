# (module of the case) the loader
import importlib

from .base import Plugin


def load_all(names):
    for name in names:
        importlib.import_module(name)
    return [cls() for cls in Plugin.registered]
