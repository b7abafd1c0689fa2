# A route takes a model: `Annotated` and `Optional` under names of the program's own.
# oracle: COLLIDES
# handler: handler
import uuid
from typing import Annotated as Given
from typing import Optional as Maybe

from fastapi import Body, FastAPI
from mangum import Mangum
from pydantic import BaseModel


class Claim(BaseModel):
    batch: str = uuid.uuid4().hex  # expect: SNAP201


class Visit(BaseModel):
    batch: str = uuid.uuid4().hex  # expect: SNAP201


app = FastAPI()


@app.post("/claims")
def claim(body: Given[Claim, Body()]):
    return body.batch


@app.post("/visits")
def visit(body: Maybe[Visit] = None):
    return body.batch


handler = Mangum(app, lifespan="off")
