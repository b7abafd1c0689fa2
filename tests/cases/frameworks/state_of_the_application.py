# Routes use what INIT put into the state of the application, by the request and by the application.
# oracle: COLLIDES
import uuid

from fastapi import FastAPI, Request
from mangum import Mangum

app = FastAPI()
app.state.node = uuid.uuid4().hex  # expect: SNAP201
app.state.desk = uuid.uuid4().hex  # expect: SNAP201


@app.get("/node")
def node(request: Request):
    return {"node": request.app.state.node}


@app.get("/desk")
def desk():
    return {"desk": app.state.desk}


handler = Mangum(app, lifespan="off")
