# Durable execution whose steps make their own ids and times.
# about: SNAP201, SNAP301
# oracle: none (needs the durable execution service)
from aws_durable_execution_sdk_python import DurableContext, durable_execution

from approvals.steps import ask, decide


@durable_execution
def handler(event: dict, context: DurableContext) -> dict:
    request = context.step(ask(event["subject"]))
    context.logger.info("asked", extra={"request": request["id"]})
    return context.step(decide(request))
