# An adapter object inside the wrapper of a library.
# oracle: COLLIDES
import uuid

from datadog_lambda.wrapper import datadog_lambda_wrapper
from fastapi import FastAPI
from mangum import Mangum

app = FastAPI()
SHELF = str(uuid.uuid4())  # expect: SNAP201


@app.get("/shelf")
def shelf():
    return {"shelf": SHELF}


handler = datadog_lambda_wrapper(Mangum(app, lifespan="off"))
