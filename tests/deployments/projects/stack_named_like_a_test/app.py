import aws_cdk as cdk
from stacks.test_mooring_stack import MooringStack

app = cdk.App()
MooringStack(app, "Mooring")
app.synth()
