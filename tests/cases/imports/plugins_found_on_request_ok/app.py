# Modules that are found when the handler runs are no part of the snapshot.
# about: SNAP201
# oracle: ok
import importlib
import os

FOLDER = os.path.join(os.path.dirname(__file__), "kinds")


def handler(event, context):
    for name in os.listdir(FOLDER):
        if name == f"{event['step']}.py":
            return importlib.import_module("kinds." + name[:-3]).run(event)
    return None
