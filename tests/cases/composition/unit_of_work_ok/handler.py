# Repositories behind a unit of work that each invocation opens; INIT wires factories, constants and empty maps.
# about: SNAP201, SNAP301
# oracle: ok
from library.application import Lending
from library.uow import UnitOfWork

lending = Lending(UnitOfWork)


def handler(event, context):
    loan = lending.borrow(event.get("book", "emma"), event.get("member", "ann"))
    return {"loan": loan, "history": len(lending.history)}
