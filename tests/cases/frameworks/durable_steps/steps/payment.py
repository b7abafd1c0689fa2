# (module of the case) two steps, one of which draws
import random
import uuid

from aws_durable_execution_sdk_python import StepContext, durable_step


@durable_step
def reserve(step: StepContext, order: str) -> str:
    return f"{order}-{random.randrange(10**9)}"  # expect: SNAP103


@durable_step
def charge(step: StepContext, reservation: str, amount: int) -> dict:
    return {"id": str(uuid.uuid4()), "reservation": reservation, "amount": amount}
