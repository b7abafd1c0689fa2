# (module of the case) extensions are made at import and filled per request
import uuid

from flask import g


class RequestIds:
    def init_app(self, app):
        app.before_request(self._assign)
        app.after_request(self._expose)

    def _assign(self):
        g.request_id = uuid.uuid4().hex  # ok: in each request

    def _expose(self, response):
        response.headers["X-Request-Id"] = g.request_id
        return response


class Tickets:
    def __init__(self):
        self._prefix = None

    def init_app(self, app):
        self._stage = app.config.get("STAGE", "dev")

    @property
    def prefix(self):
        if self._prefix is None:
            self._prefix = f"{self._stage}-{uuid.uuid4().hex[:8]}"  # ok: first asked for in a request
        return self._prefix

    def issue(self):
        return f"{self.prefix}-{uuid.uuid4().hex}"


request_ids = RequestIds()
tickets = Tickets()
