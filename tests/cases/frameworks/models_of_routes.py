# Models that routes return and take.
# oracle: COLLIDES (both routes driven through Mangum)
import uuid

from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel


class Ticket(BaseModel):
    number: str = uuid.uuid4().hex  # expect: SNAP201


class Claim(BaseModel):
    batch: str = uuid.uuid4().hex  # expect: SNAP201


app = FastAPI()


@app.get("/ticket")
def ticket() -> Ticket:
    return Ticket()


@app.post("/claim")
def claim(body: Claim):
    return {"batch": body.batch}


handler = Mangum(app)
