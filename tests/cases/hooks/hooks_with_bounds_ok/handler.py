# Hooks that wait, and know for how long: timeouts, counted attempts, a deadline, `asyncio.run` over a bounded wait.
# about: SNAP201, SNAP704
# oracle: none (the hooks wait for services)
from refresh import rates, status


def handler(event, context):
    return {"rates": rates.RATES, "status": status.current}
