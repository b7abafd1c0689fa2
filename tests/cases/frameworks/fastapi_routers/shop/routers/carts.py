# (module of the case) a sub-dependency that draws, in a route of a router with a dependency of its own
import random
from typing import Annotated

from fastapi import APIRouter, Depends

_rng = random.Random()  # expect: SNAP102


def bucket() -> int:
    return _rng.randrange(10**9)


def experiment(bucket: Annotated[int, Depends(bucket)]) -> dict:
    return {"bucket": bucket}


router = APIRouter(dependencies=[Depends(bucket)])


@router.post("")
async def create_cart(experiment: Annotated[dict, Depends(experiment)]):
    return {"experiment": experiment}
