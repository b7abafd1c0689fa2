# (module of the case) a context manager class that makes its token on entering
import uuid


class Lease:
    def __init__(self, device):
        self.device = device
        self.token = None

    def __enter__(self):
        self.token = f"{self.device}/{uuid.uuid4().hex}"  # expect: SNAP201
        return self

    def __exit__(self, *exception):
        self.token = None
