# A model is initialised with a key in INIT; what is drawn in the handler has a key of its own.
# about: SNAP101
# oracle: none (needs jax)
import secrets

import flax.linen as nn
import jax

MODEL = nn.Dense(3)
PARAMETERS = MODEL.init(jax.random.PRNGKey(0), jax.numpy.ones((1, 4)))  # ok: no draw of the handler


def handler(event, context):
    key = jax.random.PRNGKey(secrets.randbits(32))
    noise = jax.random.normal(key, (1, 4))
    return MODEL.apply(PARAMETERS, noise).tolist()
