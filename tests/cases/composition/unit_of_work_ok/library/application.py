# (module of the case) the use case
from collections.abc import Callable

from .uow import UnitOfWork


class Lending:
    def __init__(self, unit_of_work: Callable[[], UnitOfWork]) -> None:
        self._unit_of_work = unit_of_work
        self.history: list[str] = []

    def borrow(self, book: str, member: str) -> dict:
        with self._unit_of_work() as uow:
            loan = uow.loans.new(book, member)
            uow.commit()
        self.history.append(loan.id)
        return loan.as_dict()
