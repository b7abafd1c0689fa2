# (module of the case) pydantic models and a named tuple
import random
import time
import uuid
from typing import NamedTuple

from pydantic import BaseModel, Field


class Base(BaseModel):
    request_id: str = Field(default=str(uuid.uuid4()), description="one for all")  # expect: SNAP201


class Transfer(Base):
    amount: int
    reference: str = Field(default_factory=lambda: uuid.uuid4().hex)  # ok: one for each transfer


class Page(NamedTuple):
    limit: int
    seed: float = random.random()  # expect: SNAP201
    at: float = time.time()  # expect: SNAP301
