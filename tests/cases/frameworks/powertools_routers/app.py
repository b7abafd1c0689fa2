# Powertools: routers included from modules, a middleware factory, and an exception handler.
# handler: lambda_handler
# oracle: COLLIDES, STALE-HOST
import uuid

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from middleware import with_session
from routes import tickets, venues

logger = Logger(service="events")
app = APIGatewayRestResolver()
app.include_router(tickets.router, prefix="/tickets")
app.include_router(venues.router)
SUPPORT_CODE = "S-" + uuid.uuid4().hex[:6]  # expect: SNAP201


@app.not_found
def not_found(error: NotFoundError):
    return {"support": SUPPORT_CODE}


@with_session(name="events")
def lambda_handler(event, context):
    return app.resolve(event, context)
