# (module of the case) steps over a model with factories
import time
import uuid
from dataclasses import asdict, dataclass, field

from aws_durable_execution_sdk_python import StepContext, durable_step


@dataclass
class Request:
    subject: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))  # ok: built in the step
    asked: float = field(default_factory=time.time)  # ok: built in the step


@durable_step
def ask(step: StepContext, subject: str) -> dict:
    return asdict(Request(subject))


@durable_step
def decide(step: StepContext, request: dict) -> dict:
    return {**request, "decision": uuid.uuid4().hex, "took": time.time() - request["asked"]}
