# (module of the case) providers in the manner of dependency injection libraries
class Provider:
    def __init__(self, build, *arguments, **options):
        self._build = build
        self._arguments = arguments
        self._options = options

    def _create(self):
        arguments = [_resolve(argument) for argument in self._arguments]
        options = {name: _resolve(option) for name, option in self._options.items()}
        return self._build(*arguments, **options)

    def __call__(self):
        raise NotImplementedError


class Factory(Provider):
    def __call__(self):
        return self._create()


class Singleton(Provider):
    def __init__(self, build, *arguments, **options):
        super().__init__(build, *arguments, **options)
        self._instance = None

    def __call__(self):
        if self._instance is None:
            self._instance = self._create()  # expect: SNAP102, SNAP201
        return self._instance


def _resolve(value):
    return value() if isinstance(value, Provider) else value
