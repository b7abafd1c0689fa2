# (module of the case) finds its modules by a function under another name
import importlib
import os
from os import listdir as names

__all__ = ["read"]
for name in names(os.path.dirname(__file__)):
    if name.endswith(".py") and name != "__init__.py":
        importlib.import_module("readers." + name[:-3])
