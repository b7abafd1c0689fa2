# The same shapes with the draws inside the inner functions.
# about: SNAP102, SNAP201, SNAP202
# oracle: ok
from steps import RULES, audited, retry


@audited
@retry(attempts=3, wait=lambda attempt: 0.0)
def handler(event, context):
    return {name: rule(event.get("n", 1)) for name, rule in RULES.items()}
