import uuid
class MyDependency:
    def __init__(self):
        self._random = uuid.uuid4()  # expect: SNAP201  # peer: detected
    def get(self):
        return str(self._random)
