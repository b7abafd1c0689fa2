# An adapter object of a class of one's own, bound by a `with` that hands on what it is given.
# oracle: COLLIDES
import contextlib
import uuid

from fastapi import FastAPI
from mangum import Mangum


class Served(Mangum):
    pass


desk = FastAPI()
DESK = uuid.uuid4().hex  # expect: SNAP201


@desk.get("/desk")
def show():
    return {"desk": DESK}


with contextlib.nullcontext(Served(desk, lifespan="off")) as lambda_handler:
    pass
