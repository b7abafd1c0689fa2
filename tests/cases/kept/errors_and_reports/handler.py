# What INIT froze leaves through exceptions, representations, encoders and formatters.
# oracle: COLLIDES
import json

from failures import Incident, OutOfStock
from formats import Encoder, Report


def handler(event, context):
    try:
        raise OutOfStock("lamp")
    except Incident as incident:
        caught = str(incident)
    return {
        "caught": caught,
        "code": incident_code(),
        "report": repr(Report()),
        "encoded": json.dumps({"set": {1}}, cls=Encoder),
    }


def incident_code():
    return getattr(OutOfStock, "code", "none")
