# (module of the case) routes
import datetime as dt
import random
import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from .config import Settings, get_settings

router = APIRouter(prefix="/appointments", tags=["appointments"])
_pick = random.SystemRandom().choice  # ok: no state


async def add_request_id(request: Request, call_next):
    response = await call_next(request)
    response.headers["x-request-id"] = str(uuid.uuid4())
    return response


def today() -> dt.date:
    return dt.date.today()


def session(request: Request):
    token = uuid.uuid4().hex
    yield token


@router.get("/next")
async def next_appointment(
    request: Request,
    settings: Annotated[Settings, Depends(get_settings)],
    day: Annotated[dt.date, Depends(today)],
    token: str = Depends(session),
):
    return {
        "practice": settings.practice,
        "environment": settings.environment_id,
        "day": day.isoformat(),
        "token": token,
        "nonce": request.app.state.nonces.next(),
        "doctor": _pick(range(10**9)),
    }
