# It begins to fill at the first call.
# about: SNAP301
# oracle: ok
import time


class Bucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.left, self.seen = rate, size, 0.0, None

    def take(self):
        now = time.time()
        if self.seen is None:
            self.seen = now
        self.left = min(self.size, self.left + (now - self.seen) * self.rate)
        self.seen = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


gate = Bucket(rate=0.01, size=500)


def handler(event, context):
    return {"allowed": gate.take()}
