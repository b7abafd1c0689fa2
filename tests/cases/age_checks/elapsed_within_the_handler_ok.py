# Clock readings of one invocation are fine, monotonic ones too.
# about: SNAP301
# settles: deadlines kept from INIT
# oracle: ok
import time


class Timer:
    def start(self):
        self.at = time.perf_counter()  # ok: INVOKE

    def elapsed(self):
        return time.perf_counter() - self.at


timer = Timer()


def handler(event, context):
    timer.start()
    deadline = time.monotonic() + 5
    return {"late": time.monotonic() > deadline, "slow": timer.elapsed() > 60}
