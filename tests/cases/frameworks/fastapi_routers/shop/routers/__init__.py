# (module of the case) one router of all routers
from fastapi import APIRouter

from . import carts, orders

api = APIRouter()
api.include_router(orders.router)
api.include_router(carts.router, prefix="/carts")

__all__ = ["api"]
