# (module of the case) made with constant seeds, the same in every cold start
import random

import numpy as np

_rng = random.Random(7)  # ok: only drawn from in INIT
PRIZES = [f"prize-{_rng.randrange(10**6)}" for _ in range(5)]  # ok: constant seed
WEIGHTS = [float(weight) for weight in np.random.default_rng(7).random(5)]  # ok: constant seed
