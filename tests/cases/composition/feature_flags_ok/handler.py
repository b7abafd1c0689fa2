# Flags by hash and by seeded generators of the request: chance that is the same for a user, and drawn in the handler.
# about: SNAP102, SNAP201, SNAP202
# oracle: ok
from flags import FLAGS, evaluate
from flags.rollout import variant

EXPERIMENTS = {name: sorted(flag.variants) for name, flag in FLAGS.items()}


def handler(event, context):
    user = event.get("user") or context.aws_request_id
    return {
        "flags": {name: evaluate(name, user) for name in FLAGS},
        "variant": variant("checkout", user),
        "experiments": EXPERIMENTS,
        "sample": variant("sampling", None),
    }
