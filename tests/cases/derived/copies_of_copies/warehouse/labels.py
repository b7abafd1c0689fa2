# (module of the case) copies in a class body and from one object to another
from . import state


class Labels:
    node = state.NODE

    def title(self):
        return f"warehouse {self.node}"


class Printer:
    def __init__(self, labels):
        self.title = labels.title()
