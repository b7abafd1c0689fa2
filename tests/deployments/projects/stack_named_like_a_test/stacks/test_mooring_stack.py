# The application builds it: it is a stack, whatever its file is called.
from aws_cdk import Stack, aws_lambda


class MooringStack(Stack):
    def __init__(self, scope, name, **options):
        super().__init__(scope, name, **options)
        code = aws_lambda.Code.from_asset("moorings")
        runtime = aws_lambda.Runtime.PYTHON_3_13
        aws_lambda.Function(self, "Moor", runtime=runtime, handler="moor.main", code=code)
