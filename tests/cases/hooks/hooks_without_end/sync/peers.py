# (module of the case) polls until somebody answers, and sleeps more than a restore may take
import time

from snapshot_restore_py import register_after_restore


class Leader:
    name = None

    def elect(self):
        while self.name is None:
            time.sleep(0.5)

    def settle(self):
        time.sleep(4)
        for _ in range(4):
            time.sleep(2)


leader = Leader()
register_after_restore(leader.elect)  # expect: SNAP704
register_after_restore(leader.settle)  # expect: SNAP704
