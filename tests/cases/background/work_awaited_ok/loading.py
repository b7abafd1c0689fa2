# (module of the case) loads side by side, and waits for the end
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

TABLES = {}


def _load(name):
    TABLES[name] = name * 3


def _load_all(names):
    threads = [threading.Thread(target=_load, args=(name,)) for name in names]
    for thread in threads:
        thread.start()  # ok: joined below
    for thread in threads:
        thread.join()


_load_all(["a", "b"])
with ThreadPoolExecutor() as pool:
    for done in as_completed([pool.submit(_load, name) for name in ("c", "d")]):
        done.result()

VERSION = subprocess.run(
    [sys.executable, "-c", "print(1)"], capture_output=True, text=True, check=True
).stdout.strip()
