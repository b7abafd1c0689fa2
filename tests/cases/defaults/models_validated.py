# Models that are built by validation: in INIT, and in an invocation.
# oracle: COLLIDES
import uuid

from pydantic import BaseModel, Field


class Cargo(BaseModel):
    manifest: str = Field(default=uuid.uuid4().hex)  # expect: SNAP201


class Crew(BaseModel):
    shift: str


crew = Crew.model_validate({"shift": uuid.uuid4().hex})  # expect: SNAP201


def handler(event, context):
    return {"cargo": Cargo.model_validate({}).model_dump(), "shift": crew.shift}
