# (module of the case) a timer around a step of the import
import subprocess
import sys
import threading

_watchdog = threading.Timer(60, sys.exit)
_watchdog.daemon = True
_watchdog.start()  # ok: cancelled below
try:
    _process = subprocess.Popen(
        [sys.executable, "-c", "print('1.2')"], stdout=subprocess.PIPE, text=True
    )
    VERSION = _process.communicate()[0].strip()  # ok: waited for
finally:
    _watchdog.cancel()
    _watchdog.join()
