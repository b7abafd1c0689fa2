# Two packages that import each other: the half-loaded module is complete by the time the handler runs.
# oracle: COLLIDES, STALE-TIME
from accounts import open_account
from payments import pay


def handler(event, context):
    account = open_account(event.get("owner", "ann"))
    return {"account": account, "payment": pay(account["number"], event.get("n", 1))}
