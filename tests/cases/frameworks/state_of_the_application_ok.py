# What routes read of the state is new by then, and what nobody reads does no harm.
# about: SNAP201
# oracle: ok
import uuid

from fastapi import FastAPI, Request
from mangum import Mangum
from snapshot_restore_py import register_after_restore

app = FastAPI()
app.state.node = uuid.uuid4().hex  # ok: the route makes it anew
app.state.desk = uuid.uuid4().hex  # ok: the hook makes it anew
app.state.run = uuid.uuid4().hex  # ok: nobody reads it


@register_after_restore
def renew():
    app.state.desk = uuid.uuid4().hex


@app.get("/node")
def node(request: Request):
    request.app.state.node = uuid.uuid4().hex
    return {"node": request.app.state.node, "desk": request.app.state.desk}


handler = Mangum(app, lifespan="off")
