# (module of the case) a loop that may run over nothing
import time


class Window:
    def __init__(self):
        self.opened = time.time()  # expect: SNAP301

    def describe(self, names):
        for name in names:
            self.opened = time.time()
            print(name)
        return {"opened": self.opened, "names": len(names)}
