# (module of the case) seeds when the package is imported
import os
import random

from . import engine

random.seed(os.environ.get("SEED") or os.urandom(16))  # expect: SNAP101
engine.prepare()
