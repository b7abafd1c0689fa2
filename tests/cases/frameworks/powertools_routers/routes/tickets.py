# (module of the case) a router whose state draws
import random

from aws_lambda_powertools.event_handler.api_gateway import Router

router = Router()
seats = random.Random()  # expect: SNAP102


@router.post("/<show>")
def buy(show: str):
    return {"show": show, "seat": seats.randrange(10**9)}
