# (module of the case) a router with a state of its own
import uuid

from fastapi import APIRouter

router = APIRouter()
EDITION = uuid.uuid4().hex  # expect: SNAP201


@router.get("/{name}")
def report(name: str):
    return {"name": name, "edition": EDITION, "id": uuid.uuid4().hex}
