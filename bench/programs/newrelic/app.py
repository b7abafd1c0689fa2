# requires: newrelic
import json

import newrelic.agent

newrelic.agent.initialize()


@newrelic.agent.lambda_handler()
def handler(event, context):
    newrelic.agent.add_custom_attribute("order", event["order"])
    with newrelic.agent.FunctionTrace("work"):
        return {"statusCode": 200, "body": json.dumps({"order": event["order"]})}
