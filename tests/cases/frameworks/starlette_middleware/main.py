# Wrapped by hand at import, a middleware's constructor runs before the snapshot; so do handlers' and tasks' globals.
# oracle: COLLIDES
import uuid

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from mangum import Mangum

from web import NodeMiddleware, Unavailable

api = APIRouter()
incident_prefix = uuid.uuid4().hex[:6]  # expect: SNAP201


@api.get("/who", dependencies=[])
async def who(request: Request):
    return {"node": request.scope["node"]}


@api.get("/down")
def down():
    raise Unavailable("down")


inner = FastAPI()
inner.include_router(api)


@inner.exception_handler(Unavailable)
async def on_unavailable(request: Request, error: Unavailable):
    return JSONResponse({"incident": incident_prefix}, status_code=503)


app = NodeMiddleware(inner, prefix="n")
handler = Mangum(app, lifespan="off")
