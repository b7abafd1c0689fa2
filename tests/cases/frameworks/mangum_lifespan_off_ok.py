# With `lifespan="off"` Mangum never runs what the application does when it starts.
# about: SNAP601, SNAP602
# oracle: none
from contextlib import asynccontextmanager

import boto3
from fastapi import FastAPI
from mangum import Mangum


@asynccontextmanager
async def life(application):
    parameters = boto3.client("ssm")  # ok: never runs
    application.state.word = parameters.get_parameter(Name="/word")["Parameter"]["Value"]
    yield


desk = FastAPI(lifespan=life)
handler = Mangum(desk, "off")
