# A framework object is an entry point: `Mangum(app)`. Routes, middleware and dependencies run in INVOKE.
# oracle: none (needs fastapi and mangum)
import random
import uuid

from fastapi import Depends, FastAPI
from mangum import Mangum

BOOT = uuid.uuid4().hex  # expect: SNAP201
app = FastAPI()


def lane():
    return random.randrange(8)  # expect: SNAP103


@app.middleware("http")
async def tag_response(request, call_next):
    response = await call_next(request)
    response.headers["X-Trace"] = f"{random.getrandbits(64):x}"  # expect: SNAP103
    return response


@app.get("/health")
def health(lane: int = Depends(lane)):
    return {"boot": BOOT, "lane": lane, "request": uuid.uuid4().hex}


handler = Mangum(app)
