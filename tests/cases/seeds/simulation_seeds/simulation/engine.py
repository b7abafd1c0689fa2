# (module of the case) seeds numpy's global generator in a function that the package calls
import random
import time

import numpy as np


def prepare():
    np.random.seed(time.time_ns() % 2**32)  # expect: SNAP101


def noise(count):
    return [float(value) for value in np.random.normal(size=count)]  # expect: SNAP103


def pick(population):
    return random.choice(population)  # expect: SNAP103
