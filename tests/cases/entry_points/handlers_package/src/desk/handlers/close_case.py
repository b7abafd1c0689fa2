# (module of the case) a static method as entry point
# handler: handler
# oracle: COLLIDES, STALE-TIME
from desk.common.audit import trail


class CloseCase:
    @staticmethod
    def handle(event, context):
        return {"closed": event.get("case"), "audit": trail("close")}


handler = CloseCase.handle
