# (module of the case) an application over middlewares, and a chain of functions
import uuid


class Application:
    def __init__(self, middlewares):
        self._middlewares = middlewares
        self._call = None
        self._tag = uuid.uuid4().hex  # expect: SNAP201

    def endpoint(self, function):
        call = function
        for middleware in reversed(self._middlewares):
            call = middleware(call)
        self._call = call
        return function

    def tagged(self, value):
        return f"{self._tag}:{value}"

    def __call__(self, event, context):
        return self._call(event, context)


class Chain:
    def __init__(self, steps=()):
        self._steps = tuple(steps)

    def then(self, step):
        return Chain([*self._steps, step])

    def run(self, value):
        for step in self._steps:
            value = step(value)
        return value
