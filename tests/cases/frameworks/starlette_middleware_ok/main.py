# `add_middleware` names a class that Starlette builds with the first request: what its constructor makes is fresh.
# about: SNAP201, SNAP301
# oracle: ok
from contextlib import asynccontextmanager

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from mangum import Mangum

from web.errors import on_unavailable
from web.identity import Identity, NodeMiddleware, Unavailable
from web.tasks import log_later


@asynccontextmanager
async def lifespan(app):
    app.state.identity = Identity()  # ok: Mangum runs the lifespan in each invocation
    yield


app = FastAPI(lifespan=lifespan)
app.add_middleware(NodeMiddleware, prefix="n")  # ok: built with the first request
app.add_middleware(CORSMiddleware, allow_origins=["*"])
app.add_exception_handler(Unavailable, on_unavailable)


@app.get("/who")
async def who(tasks: BackgroundTasks, identity: Identity = Depends()):
    tasks.add_task(log_later, identity.id)
    return {"identity": identity.id, "state": app.state.identity.id}


@app.get("/down")
def down():
    raise Unavailable("down")


handler = Mangum(app)
