# (module of the case) a middleware with a constructor
import uuid


class NodeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.node = uuid.uuid4().hex  # expect: SNAP201

    def __call__(self, request):
        response = self.get_response(request)
        response["X-Node"] = self.node
        return response
