# (module of the case) a router that reads what a constructor froze
import os
import socket

from aws_lambda_powertools.event_handler.api_gateway import Router

router = Router()


class Venue:
    def __init__(self, name: str) -> None:
        self.name = name
        self.host = socket.gethostname()  # expect: SNAP203

    def card(self) -> dict:
        return {"name": self.name, "served_by": self.host, "region": os.environ.get("AWS_REGION")}


VENUES = {"arena": Venue("Arena"), "club": Venue("Club")}


@router.get("/venues/<key>")
def venue(key: str):
    return VENUES[key].card()
