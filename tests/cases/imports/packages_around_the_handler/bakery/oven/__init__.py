# The package of the handler, inside another.
import time

LIT_AT = time.time()  # expect: SNAP301
