# Models whose defaults were made once, built by libraries: of a request, of an event, of a mapping.
# oracle: none (needs Powertools and FastAPI)
import time
import uuid
from typing import Annotated

from aws_lambda_powertools.utilities.parser import BaseModel as EventModel
from aws_lambda_powertools.utilities.parser import event_parser
from fastapi import Body, FastAPI
from mangum import Mangum
from pydantic import BaseModel, TypeAdapter


class Claim(BaseModel):
    batch: str = uuid.uuid4().hex  # expect: SNAP201


class Visit(EventModel):
    at: float = time.time()  # expect: SNAP301


class Trip(BaseModel):
    number: str = uuid.uuid4().hex  # expect: SNAP201


class Reply(BaseModel):
    served: str = uuid.uuid4().hex  # expect: SNAP201


app = FastAPI()


@app.post("/claims")
def claim(body: Annotated[Claim, Body()], again: "Claim | None" = None) -> Reply:
    return Reply() if again is None else Reply(served=body.batch)


@event_parser(model=Visit)
def visited(event: Visit, context):
    trip = Trip.parse_obj({})
    return [event.at, trip.number]


serve = Mangum(app)


def handler(event, context):
    return [serve(event, context), visited(event, context)]
