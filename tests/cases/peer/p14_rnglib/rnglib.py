import random
class RngLib:
    def __init__(self):
        self._r = random.Random()  # expect: SNAP102
    def random_int(self):
        return self._r.randrange(10**9)
class DeepRngLib:
    def __init__(self):
        self._lib = RngLib()
    def random_int(self):
        return self._lib.random_int()
