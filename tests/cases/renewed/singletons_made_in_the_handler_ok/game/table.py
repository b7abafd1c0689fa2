# (module of the case) singleton by metaclass
import uuid


class OnePerArgument(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._made = {}

    def __call__(cls, key):
        if key not in cls._made:
            cls._made[key] = super().__call__(key)
        return cls._made[key]


class Table(metaclass=OnePerArgument):
    def __init__(self, key):
        self.id = f"{key}-{uuid.uuid4().hex}"  # ok: first asked for in the handler
