# An ASGI app is the entry point where nothing else is (served by a web adapter).
# oracle: none (no Lambda handler)
import uuid

BOOT = uuid.uuid4().hex  # expect: SNAP201


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": BOOT.encode()})
