# (module of the case) questions drawn up with a constant seed
import random

_rng = random.Random("questions")
QUESTIONS = [f"{_rng.randrange(10)} + {_rng.randrange(10)}" for _ in range(20)]  # ok: constant seed
