# (module of the case) keeps a value
import time

LATEST = int(time.time())  # expect: SNAP301
