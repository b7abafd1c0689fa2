# Hooks that never run or may never end: a coroutine method, sleeps that add up, requests and loops without a bound.
# oracle: none (the hooks wait for services)
from sync import feature_flags, peers, schedule


def handler(event, context):
    return {"flags": feature_flags.FLAGS, "peer": peers.leader.name, "plan": schedule.plan.items}
