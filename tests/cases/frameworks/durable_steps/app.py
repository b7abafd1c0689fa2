# Durable execution: the handler and its steps run in INVOKE; what the import froze enters each execution.
# oracle: none (needs the durable execution service)
import uuid

from aws_durable_execution_sdk_python import DurableContext, durable_execution

from steps.payment import charge, reserve
from steps.shipping import ship

TENANT_SALT = uuid.uuid4().hex  # expect: SNAP201


@durable_execution
def handler(event: dict, context: DurableContext) -> dict:
    reservation = context.step(reserve(event["order"]))
    payment = context.step(charge(reservation, event["amount"]))
    parcel = context.step(ship(reservation))
    key = context.step(lambda _: f"{TENANT_SALT}:{payment['id']}", name="key")
    return {"payment": payment, "parcel": parcel, "key": key}
