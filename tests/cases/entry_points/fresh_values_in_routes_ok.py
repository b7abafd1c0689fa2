# Routes that make their values themselves are fine, and so are dependencies.
# about: SNAP201, SNAP202, SNAP301
# oracle: none (needs fastapi and mangum)
import secrets
import time
import uuid

from fastapi import Depends, FastAPI
from mangum import Mangum

app = FastAPI(title="orders")


def request_id():
    return uuid.uuid4().hex  # ok: INVOKE


@app.get("/token")
def token(request: str = Depends(request_id)):
    return {"request": request, "token": secrets.token_urlsafe(), "at": time.time()}  # ok


handler = Mangum(app, lifespan="off")
