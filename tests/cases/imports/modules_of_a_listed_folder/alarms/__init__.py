# A part of the same program.
import importlib
import os

from alarms.registry import known

for name in os.listdir(os.path.dirname(__file__)):
    if name.endswith(".py") and not name.startswith(("__", "registry")):
        importlib.import_module(".".join(["alarms", os.path.splitext(name)[0]]))


def create(kind):
    return known[kind]()
