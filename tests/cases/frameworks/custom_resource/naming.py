# (module of the case) physical ids with a suffix that the import made
import random
import string


class Names:
    def __init__(self, kind):
        self._kind = kind
        self._suffix = "".join(random.choices(string.ascii_lowercase, k=6))  # expect: SNAP201

    def physical_id(self, logical):
        return f"{self._kind}-{logical}-{self._suffix}"
