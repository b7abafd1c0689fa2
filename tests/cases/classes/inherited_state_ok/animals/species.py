# (module of the case) overrides the generator
import random

from .base import Animal


class Dog(Animal):
    source = random.SystemRandom()
    sound = "woof"


class Cat(Animal):
    @property
    def source(self):
        return random.Random()
