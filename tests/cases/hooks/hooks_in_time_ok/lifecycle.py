# (module of the case) falls back to decorators that do nothing, and starts what registered itself
import random

try:
    import snapshot_restore_py as hooks
except ImportError:

    class hooks:
        @staticmethod
        def register_after_restore(function, *arguments, **options):
            return function


_resettable = []


def resettable(cls):
    """A class decorator: an instance of the class is reset after each restore."""
    _resettable.append(cls)
    return cls


def start():
    for cls in _resettable:
        hooks.register_after_restore(cls.instance().reset)
    hooks.register_after_restore(random.seed)
