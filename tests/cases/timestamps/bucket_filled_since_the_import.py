# A bucket of tokens that fills with the time since INIT.
# oracle: none (its clock is read again before the line that is looked at)
import time


class Bucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.left = rate, size, 0.0
        self.seen = time.time()  # expect: SNAP301

    def take(self):
        now = time.time()
        self.left = min(self.size, self.left + (now - self.seen) * self.rate)
        self.seen = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


gate = Bucket(rate=0.01, size=500)


def handler(event, context):
    return {"allowed": gate.take()}
