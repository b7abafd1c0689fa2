# (module of the case) routes with Annotated dependencies
from typing import Annotated

from fastapi import APIRouter, Depends

from ..dependencies import Currency, pager, unit_of_work

router = APIRouter(prefix="/orders")
Page = Annotated[dict, Depends(pager)]


@router.get("")
async def list_orders(page: Page, uow: Annotated[dict, Depends(unit_of_work)]):
    return {"page": page, "lane": uow["lane"]}


@router.get("/{number}")
def get_order(number: str, currency: Annotated[Currency, Depends()]):
    return {"number": number, "currency": currency.code, "quote": currency.quote}
