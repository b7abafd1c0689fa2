# Work that INIT starts, in all ways of a statement.
# about: SNAP404
import threading
import time
from concurrent.futures import ThreadPoolExecutor

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


STOP = threading.Event()
POOL = ThreadPoolExecutor(max_workers=2)


def beat():
    while not STOP.is_set():
        time.sleep(0.01)


register_after_restore(threading.Thread(target=beat, daemon=True).start)
register_after_restore(POOL.submit, print, "warm")
timer = threading.Timer(3600, beat)
timer.daemon = True
register_after_restore(timer.start)


def handler(event, context):
    STOP.set()
    return {"ok": True}
