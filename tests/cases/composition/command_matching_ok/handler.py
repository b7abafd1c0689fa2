# `match` that chooses what to make: the branches make it when they run, and an enum decides.
# about: SNAP201, SNAP301
# oracle: ok
from billing.numbers import number_for
from billing.plans import Plan, plan_of


def handler(event, context):
    plan = plan_of(event)
    return {"plan": plan.name, "number": number_for(plan), "trial": number_for(Plan.TRIAL)}
