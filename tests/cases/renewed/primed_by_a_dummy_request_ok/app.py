# Priming that leaves nothing: the dummy request makes its own values, and what it stored is removed before the snapshot.
# about: SNAP201, SNAP301
# handler: lambda_handler
# oracle: ok
from snapshot_restore_py import register_before_snapshot

from desk import Desk
from routes import match

desk = Desk()


def lambda_handler(event, context):
    route = match(event.get("path", "/cases"))
    return {"route": route, **desk.open_case(event.get("subject", "priming"))}


@register_before_snapshot
def prime():
    lambda_handler({"path": "/cases", "subject": "priming"}, None)
    desk.forget_all()
