# (module of the case) finds its modules by `getattr`
import importlib
import pkgutil

__all__ = ["weigh"]
for found in getattr(pkgutil, "iter_modules")(__path__):
    importlib.import_module(f"{__name__}.{found.name}")
