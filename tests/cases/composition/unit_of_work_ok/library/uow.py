# (module of the case) opened by each invocation
import uuid

from .repositories import Loans


class UnitOfWork:
    def __enter__(self):
        self.transaction = uuid.uuid4().hex
        self.loans = Loans(self.transaction)
        return self

    def __exit__(self, *exception):
        self.loans = None

    def commit(self):
        self.loans.seal()
