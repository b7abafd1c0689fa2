# Work that INIT starts, in all ways of a statement.
# about: SNAP404
import threading
import time
from concurrent.futures import ThreadPoolExecutor

STOP = threading.Event()
POOL = ThreadPoolExecutor(max_workers=2)


def beat():
    while not STOP.is_set():
        time.sleep(0.01)


threading.Thread(target=beat, daemon=True).start()
POOL.submit(print, "warm")
timer = threading.Timer(3600, beat)
timer.daemon = True
timer.start()


def handler(event, context):
    STOP.set()
    return {"ok": True}
