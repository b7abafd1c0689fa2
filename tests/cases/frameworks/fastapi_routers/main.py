# FastAPI behind Mangum: routers in a package, dependencies of every kind, middleware and `app.state`.
# oracle: COLLIDES, STALE-TIME
import uuid
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from mangum import Mangum

from shop.middleware import stamp_responses
from shop.routers import api


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.started = uuid.uuid4().hex  # ok: Mangum runs the lifespan in each invocation
    yield


app = FastAPI(lifespan=lifespan)
app.state.node = uuid.uuid4().hex  # expect: SNAP201
app.include_router(api, prefix="/v1")
app.middleware("http")(stamp_responses)


@app.get("/state")
async def state(request: Request):
    return {"node": request.app.state.node, "started": request.app.state.started}


lambda_handler = Mangum(app)
