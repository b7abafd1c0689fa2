# (module of the case) a schedule's function, which touches nothing frozen
# handler: run
# oracle: ok (this handler touches nothing frozen)
import uuid

from desk.common import numbering


def run(event, context):
    return {"sweep": uuid.uuid4().hex, "series": sorted(numbering.SERIES)}
