# A part of the same program.
from aws_cdk import App, Stack
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Hives")
lambda_.Function(
    stack,
    "Count",
    runtime=lambda_.Runtime.PYTHON_3_12,
    handler="count.run",
    code=lambda_.Code.from_asset("code"),
)
