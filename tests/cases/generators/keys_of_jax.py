# Keys of jax: used after the restore they draw the same numbers everywhere, split or not.
# oracle: none (needs jax)
import jax
import jax.numpy as jnp

KEY = jax.random.PRNGKey(0)  # expect: SNAP101
OTHER = jax.random.key(1)  # expect: SNAP101


def noise(shape):
    first, second = jax.random.split(OTHER)
    return jax.random.uniform(second, shape) + jax.random.uniform(first, shape)


def handler(event, context):
    return {"noise": float(jax.random.normal(KEY)), "more": float(jnp.sum(noise((2,))))}
