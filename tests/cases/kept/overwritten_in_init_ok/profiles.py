# (module of the case) an object whose attributes are assigned twice
import uuid


class Profile:
    def __init__(self):
        self.id = uuid.uuid4().hex  # ok: INIT overwrites it in a function
        self.labels = {"node": uuid.uuid4().hex}  # ok: load() removes it


PROFILE = Profile()


def load(configuration):
    PROFILE.id = configuration["id"]
    PROFILE.labels.pop("node")
    PROFILE.labels["stage"] = "dev"
