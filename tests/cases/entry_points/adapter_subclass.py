# An object of a class that extends an adapter is an entry point, and so are routes of an application's subclass.
# oracle: none
import uuid

from fastapi import FastAPI
from mangum import Mangum


class Desk(FastAPI):
    def __init__(self):
        super().__init__(title="desk")


class Served(Mangum):
    pass


desk = Desk()
DESK = uuid.uuid4().hex  # expect: SNAP201


@desk.get("/desk")
def show():
    return {"desk": DESK}


lambda_handler = Served(desk, lifespan="off")
