# The bound method of an object whose class extends a resolver of Powertools is an entry point.
# oracle: none
import uuid

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver


class Versioned(APIGatewayHttpResolver):
    pass


class Api(Versioned):
    pass


api = Api()
BUILD = uuid.uuid4().hex  # expect: SNAP201


@api.get("/build")
def build():
    return {"build": BUILD}


handler = api.resolve
