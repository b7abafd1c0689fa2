# A generator seeded in INIT and not drawn from in INVOKE is no finding: INVOKE takes its numbers from the OS.
# about: SNAP101
# settles: constant seeds
# oracle: ok
import random
import secrets

random.seed(42)  # ok
EXAMPLES = random.sample(range(1000), 5)  # ok: deterministic
rng = random.SystemRandom()


def handler(event, context):
    return {"examples": EXAMPLES, "lane": rng.randrange(10**9), "token": secrets.token_hex()}
