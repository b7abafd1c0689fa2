# A use case.
from repository import OrderRepository


def place(number):
    repository = OrderRepository("orders")
    return {"number": number, "count": repository.count()}
