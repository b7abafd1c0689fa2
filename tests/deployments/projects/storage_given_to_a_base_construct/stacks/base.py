# The construct hands on what it is given: more storage than SnapStart allows.
import aws_cdk as cdk
from aws_cdk import aws_lambda as lam
from constructs import Construct


class Desk(Construct):
    def __init__(self, scope, name, *, storage):
        super().__init__(scope, name)
        function = lam.Function(
            self,
            "Function",
            runtime=lam.Runtime.PYTHON_3_13,
            handler="desk.main",
            code=lam.Code.from_asset("code"),
            snap_start=lam.SnapStartConf.ON_PUBLISHED_VERSIONS,
            ephemeral_storage_size=cdk.Size.mebibytes(2048),  # expect: SNAP802
        )
        lam.Alias(self, "Live", alias_name="live", version=function.current_version)
