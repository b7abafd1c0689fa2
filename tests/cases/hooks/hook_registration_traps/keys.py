# (module of the case) an object with a method that replaces its attributes
import uuid


class Keys:
    def __init__(self):
        self.opened = None
        self.id = None

    @staticmethod
    def new_id():
        return uuid.uuid4().hex

    def replace(self, opened=None, id=None):
        self.opened = opened or self.opened
        self.id = id or self.id


KEYS = Keys()
