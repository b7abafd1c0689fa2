# (module of the case) what the application holds
import random
import uuid


class Partner:
    def __init__(self):
        self.session_id = uuid.uuid4().hex  # expect: SNAP201

    def voucher(self):
        return random.randint(0, 10**9)  # expect: SNAP103
