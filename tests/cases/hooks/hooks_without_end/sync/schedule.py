# (module of the case) a coroutine method is never awaited
import uuid

from snapshot_restore_py import register_after_restore


class Plan:
    def __init__(self):
        self.items = [uuid.uuid4().hex]  # expect: SNAP201

    async def renew(self):
        self.items[:] = [uuid.uuid4().hex]


plan = Plan()
register_after_restore(plan.renew)  # expect: SNAP704
