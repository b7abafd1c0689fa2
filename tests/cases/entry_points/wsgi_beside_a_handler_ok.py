# A WSGI `application` is the entry point only where nothing else is: here a handler stands beside it, for local runs.
# about: SNAP201
# oracle: ok
import uuid

BOOT = uuid.uuid4().hex  # ok: only the WSGI application reads it


def application(environ, start_response):
    start_response("200 OK", [("X-Boot", BOOT)])
    return [BOOT.encode()]


def handler(event, context):
    return {"ok": True}
