# A hook makes a new generator, and others still draw from the old one: a bound method, an object, a default value.
# oracle: COLLIDES
import chance
from games.dice import Dice, flip
from games.wheel import spin

dice = Dice(chance.rng)


def handler(event, context):
    return {"fresh": chance.rng.random(), "dice": dice.roll(), "flip": flip(), "wheel": spin()}
