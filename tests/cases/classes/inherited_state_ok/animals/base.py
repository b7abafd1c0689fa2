# (module of the case) defaults that nobody gets to see
import random
import uuid


class Animal:
    tag = uuid.uuid4().hex  # ok: each constructor in use assigns it
    source = random.Random()  # ok: overridden by both species
    sound = "..."

    def __init__(self, name):
        self.name = name
        self.tag = uuid.uuid4().hex

    def describe(self):
        return {"name": self.name, "tag": self.tag, "number": self.source.random()}


class Kennel:
    places = 3

    def __init__(self):
        self._admitted = {}

    def admit(self, name):
        self._admitted[name] = Animal(name).tag
        return self._admitted[name]
