# (module of the case) an ASGI middleware of one's own
import uuid


class Unavailable(Exception):
    pass


class NodeMiddleware:
    def __init__(self, app, prefix):
        self._app = app
        self._node = f"{prefix}-{uuid.uuid4().hex}"  # expect: SNAP201

    async def __call__(self, scope, receive, send):
        scope["node"] = self._node
        await self._app(scope, receive, send)
