# A name that only an unresolvable star import can have bound is a guess: shown with --min-confidence low.
# settles: star imports that cannot be resolved
# oracle: none (the package does not exist)
from uuid import *
from company_settings import *

RUN_ID = uuid4().hex  # expect: SNAP201 low: company_settings may bind `uuid4` too


def handler(event, context):
    return {"run": RUN_ID}
