# Seeds that do no harm: tables of INIT with a constant seed, generators made in the handler, reseeded before each run.
# about: SNAP101, SNAP102, SNAP103
# oracle: ok
import numpy as np
import random

from lottery.draws import Draws
from lottery.tables import PRIZES, WEIGHTS

draws = Draws()


def handler(event, context):
    random.seed()
    rng = np.random.default_rng()
    return {
        "numbers": draws.numbers(6),
        "prize": random.choices(PRIZES, WEIGHTS, k=4) and random.random(),
        "noise": float(rng.normal()),
    }
