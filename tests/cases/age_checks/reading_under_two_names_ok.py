# A reading of INIT under two names, which an age check renews.
# about: SNAP301
# oracle: ok
import time

_started = time.time()  # ok
_flushed = _started


def handler(event, context):
    global _flushed
    if time.time() - _flushed > 60:
        _flushed = time.time()
    return 1
