# Another platform calls this function.
# about: SNAP503
# oracle: ok
import os

from bedrock_agentcore.runtime import BedrockAgentCoreApp

app = BedrockAgentCoreApp()


@app.entrypoint
def handler(payload, context):
    if os.environ.get("AWS_ACCESS_KEY_ID"):  # ok: this runs in a container, not in Lambda
        return "environment"
    return "role"


if __name__ == "__main__":
    app.run()
