# (module of the case) a middleware added by a call
import time
import uuid

_LOADED = time.time()  # expect: SNAP301


async def stamp_responses(request, call_next):
    response = await call_next(request)
    response.headers["x-loaded"] = str(_LOADED)
    response.headers["x-request"] = uuid.uuid4().hex
    return response
