# Each name is imported once.
import importlib


def __getattr__(name):
    if name != "Scale":
        raise AttributeError(name)
    found = importlib.import_module(".scales", __name__).Scale
    globals()[name] = found
    return found
