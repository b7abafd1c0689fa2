# A model that the event is parsed into.
# oracle: STALE-TIME
# event: {"guest": "a"}
from datetime import datetime

from aws_lambda_powertools.utilities.parser import BaseModel, event_parser


class Visit(BaseModel):
    guest: str
    at: datetime = datetime.now()  # expect: SNAP301


@event_parser(model=Visit)
def handler(event: Visit, context):
    return {"guest": event.guest, "at": event.at.isoformat()}
