# An adapter that wrappers of libraries are given, one inside the other, stays the entry point.
# oracle: none
import uuid

from aws_lambda_powertools import Logger, Tracer
from fastapi import FastAPI
from lumigo_tracer import lumigo_tracer
from mangum import Mangum

logger, tracer = Logger(), Tracer()
desk = FastAPI()
DESK = uuid.uuid4().hex  # expect: SNAP201


@desk.get("/desk")
def show():
    return {"desk": DESK}


def served(application):
    adapter = Mangum(application, lifespan="off")
    return lumigo_tracer(tracer.capture_lambda_handler(adapter))


lambda_handler = logger.inject_lambda_context(served(desk))
