# Control dependence stops the flow: a kept constant that a random draw of INIT chose is silent (a known missed alarm).
# about: SNAP201
# settles: control dependence
# oracle: COLLIDES (64 coin flips of INIT choose what is kept; not reported by decision)
import random

canary = []
for tenant in range(64):
    if random.random() < 0.5:  # ok: decides, but does not flow
        canary.append(tenant)


def handler(event, context):
    return {"canary": canary}
