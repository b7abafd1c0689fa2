# What another platform calls stands beside a function that Lambda calls.
# oracle: COLLIDES
import os
import uuid

from bedrock_agentcore.runtime import BedrockAgentCoreApp

app = BedrockAgentCoreApp()
RUN = uuid.uuid4().hex  # expect: SNAP201


@app.entrypoint
def invoke(payload, context):
    return os.environ.get("AWS_ACCESS_KEY_ID")  # ok: this runs in a container, not in Lambda


def handler(event, context):
    return {"run": RUN}
