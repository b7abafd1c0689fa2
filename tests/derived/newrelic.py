# package: newrelic
# inside: newrelic/api/transaction.py SNAP103
import os

os.environ["NEW_RELIC_APP_NAME"] = "orders"
os.environ["NEW_RELIC_SERVERLESS_MODE_ENABLED"] = "true"

import newrelic.agent

newrelic.agent.initialize()
newrelic.agent.register_application(timeout=5)


@newrelic.agent.background_task()  # expect: SNAP104
def ship():
    return newrelic.agent.current_trace_id()


def handler(event, context):
    return {"trace": ship()}
