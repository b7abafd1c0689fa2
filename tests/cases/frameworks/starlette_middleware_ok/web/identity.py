# (module of the case) a dependency that is a class, and a middleware with a constructor
import uuid

from starlette.middleware.base import BaseHTTPMiddleware


class Unavailable(Exception):
    pass


class Identity:
    def __init__(self):
        self.id = uuid.uuid4().hex


class NodeMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, prefix):
        super().__init__(app)
        self._node = f"{prefix}-{uuid.uuid4().hex}"

    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["x-node"] = self._node
        return response
