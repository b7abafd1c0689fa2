# requires: fastapi mangum
from fastapi import Depends, FastAPI
from mangum import Mangum
from pydantic import BaseModel


class Order(BaseModel):
    name: str
    count: int = 1


app = FastAPI()


def user(token: str = ""):
    return token


@app.post("/orders")
async def create(order: Order, who: str = Depends(user)):
    return {"name": order.name, "by": who}


@app.get("/orders/{id}")
def read(id: int) -> Order:
    return Order(name=str(id))


handler = Mangum(app, lifespan="off")
