# An adapter object that a library wraps, bound twice.
# oracle: COLLIDES
import uuid

from aws_lambda_powertools import Logger, Metrics, Tracer
from fastapi import FastAPI
from mangum import Mangum

logger: Logger = Logger()
tracer: Tracer = Tracer()
metrics: Metrics = Metrics()

app = FastAPI()
SHELF = str(uuid.uuid4())  # expect: SNAP201


@app.get("/shelf")
def shelf():
    return {"shelf": SHELF}


handler = Mangum(app, lifespan="off")
handler.__name__ = "handler"
handler = tracer.capture_lambda_handler(handler)
handler = logger.inject_lambda_context(handler, clear_state=True)
handler = metrics.log_metrics(handler)
