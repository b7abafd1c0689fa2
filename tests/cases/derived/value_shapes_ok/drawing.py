# (module of the case) a generator with a constant seed, drawn from in INIT only
import random


def permutation(size):
    rng = random.Random(20240501)
    numbers = list(range(size))
    rng.shuffle(numbers)
    return numbers
