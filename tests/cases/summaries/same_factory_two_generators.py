# Functions are summarised over their parameters: provide(Random) and provide(SystemRandom) never mix.
# settles: summaries at each call site
# oracle: COLLIDES
import random


def provide(factory, **options):
    return factory(**options)


frozen = provide(random.Random)  # expect: SNAP102
safe = provide(random.SystemRandom)  # ok


def handler(event, context):
    return {"frozen": frozen.random(), "safe": safe.random()}
