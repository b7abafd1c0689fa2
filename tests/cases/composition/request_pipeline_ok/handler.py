# The same composition with middlewares that make what they add when they are called.
# about: SNAP201, SNAP301
# oracle: ok
from onion import Onion
from onion.layers import Attempts, stamp, with_id

onion = Onion()
onion.use(stamp)
onion.use(with_id(prefix="rq"))
onion.use(Attempts(limit=3))


@onion.core
def lambda_handler(event, context):
    return {"n": event.get("n")}
