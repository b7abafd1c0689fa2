# A name that can't be resolved never becomes a high finding: an unknown package's function is silent by default.
# about: SNAP201, SNAP301
# oracle: none (the package does not exist)
from company_ids import make_request_id, now

RUN = make_request_id()  # ok: unknown
STARTED = now()  # ok: unknown


def handler(event, context):
    return {"run": RUN, "started": STARTED}
