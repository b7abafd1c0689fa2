# (module of the case) one generator for all sheets, seeded for each of them
import random


class Quiz:
    def __init__(self, questions):
        self._questions = questions
        self._rng = random.Random()  # ok: seeded before each draw

    def sheet(self, student, count):
        self._prepare(student)
        return {
            "student": student,
            "questions": self._rng.sample(self._questions, count),
            "code": self._rng.getrandbits(32),
        }

    def _prepare(self, student):
        self._rng.seed(f"quiz/{student}")
