import aws_cdk as cdk
from stacks.base import Desk

app = cdk.App()
stack = cdk.Stack(app, "Desk")
Desk(stack, "Desk", storage=cdk.Size.mebibytes(2048))
app.synth()
