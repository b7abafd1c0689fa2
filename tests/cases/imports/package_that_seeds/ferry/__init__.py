# A part of the same program.
"""importlib.import_module("ferry.gate") runs this file first."""

import random
import time

random.seed(time.time_ns())  # expect: SNAP101
