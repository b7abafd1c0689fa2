# Calling a generator function runs nothing of it, Lambda runs no script, and a result is no hook.
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_after_restore

table = {"seat": ""}
deck = random.Random()  # expect: SNAP102


class Menu:
    def __init__(self):
        self.edition = uuid.uuid4().hex  # expect: SNAP201

    def renew(self):
        self.edition = uuid.uuid4().hex
        yield self.edition


menu = Menu()
register_after_restore(menu.renew)  # expect: SNAP704


def shuffle():
    deck.seed()


def lay(name="seat"):
    table[name] = uuid.uuid4().hex  # expect: SNAP201


register_after_restore(lay("seat"))  # expect: SNAP701


def handler(event, context):
    return {"seat": table["seat"], "edition": menu.edition, "card": deck.getrandbits(40)}


if "__main__" == __name__:
    register_after_restore(shuffle)  # expect: SNAP701
