# (module of the case) a metaclass that keeps one instance of each class
class Singleton(type):
    _instances: dict[type, object] = {}

    def __call__(cls, *arguments, **options):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*arguments, **options)
        return cls._instances[cls]
