# A simulation that seeds in INIT, through configuration: the module generator, an instance, numpy's legacy and new generators.
# oracle: COLLIDES
from simulation import engine
from simulation.market import Market

market = Market()


def handler(event, context):
    return {"market": market.step(), "noise": engine.noise(3), "pick": engine.pick(range(10**6))}
