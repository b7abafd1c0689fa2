# (module of the case) renewed for known users only
import random
import uuid


class Sessions:
    def __init__(self):
        self.current = uuid.uuid4().hex  # expect: SNAP201
        self.nonce = uuid.uuid4().hex  # expect: SNAP201

    def for_user(self, user):
        if user is None:
            return self.current
        self.current = f"{user}-{uuid.uuid4().hex}"
        return self.current

    def attempt(self, number):
        try:
            limit = 10 // (number - 1)
            self.nonce = f"{limit}-{random.SystemRandom().random()}"
        except ZeroDivisionError:
            pass
        return self.nonce
