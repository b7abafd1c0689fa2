# Deployment programs (CDK apps) are not entry points, though a construct here is called `handler`.
# about: SNAP201
# oracle: none (deployment program)
import uuid

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_

DEPLOYMENT = uuid.uuid4().hex  # ok: runs at deployment

app = cdk.App()
stack = cdk.Stack(app, f"Orders-{DEPLOYMENT}")
handler = lambda_.Function(
    stack,
    "Orders",
    code=lambda_.Code.from_asset("service"),
    handler="orders.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
    environment={"DEPLOYMENT": DEPLOYMENT},
    snap_start=lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS,
)
cdk.CfnOutput(stack, "Version", value=handler.current_version.version)
app.synth()
