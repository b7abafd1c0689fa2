# (module of the case) a small router with responses
import json
import time
import uuid


class Router:
    def __init__(self, name):
        self._name = name
        self._routes = {}
        self.started = time.time()  # expect: SNAP301

    def add(self, method, path, function):
        self._routes[method, path] = function

    def route(self, method, path):
        def register(function):
            self.add(method, path, function)
            return function

        return register

    def dispatch(self, event, context):
        function = self._routes.get((event.get("method", "GET"), event.get("path", "/health")))
        if function is None:
            return self._response(404, {"error": "not found"})
        return self._response(200, function(event.get("body") or {}))

    def _response(self, status, body):
        return {
            "status": status,
            "headers": {"x-router": self._name, "x-response": uuid.uuid4().hex},
            "body": json.dumps(body),
        }
