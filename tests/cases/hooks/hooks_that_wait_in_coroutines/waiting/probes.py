# (module of the case) twelve seconds in all
# unmended: SNAP704 how often a comprehension calls a function that waits is counted for plain loops only; such hooks are rare
import time

from snapshot_restore_py import register_after_restore

results = []


def _probe(number):
    time.sleep(2)
    return number


@register_after_restore
def probe_all():  # known-miss: SNAP704 the waits are in a function that a loop calls
    results[:] = [_probe(number) for number in range(6)]
