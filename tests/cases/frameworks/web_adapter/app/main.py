# Lambda Web Adapter: the server is in the snapshot, and the route named by the template is the only hook.
# oracle: none (needs the adapter and a server)
import random
import uuid
from contextlib import asynccontextmanager

from fastapi import FastAPI

import state
from reports import router


@asynccontextmanager
async def lifespan(app: FastAPI):
    state.worker = uuid.uuid4().hex  # expect: SNAP201 the server starts before the snapshot
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router, prefix="/reports")


@app.post("/internal/restored")
def restored():
    state.session = uuid.uuid4().hex
    random.seed()
    return {"ok": True}


@app.get("/")
def index():
    return {"session": state.session, "worker": state.worker, "lane": random.randrange(8)}
