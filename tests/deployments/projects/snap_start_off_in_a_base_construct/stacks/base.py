# Which properties go together depends on what the construct is given: that is not united.
import aws_cdk as cdk
from aws_cdk import aws_lambda as lam
from constructs import Construct


class Desk(Construct):
    def __init__(self, scope, name, *, snap_start=False, storage=None):
        super().__init__(scope, name)
        properties = {}
        if snap_start:
            properties["snap_start"] = lam.SnapStartConf.ON_PUBLISHED_VERSIONS
        else:
            properties["ephemeral_storage_size"] = cdk.Size.mebibytes(2048)
        lam.Function(
            self,
            "Function",
            runtime=lam.Runtime.PYTHON_3_13,
            handler="desk.main",
            code=lam.Code.from_asset("code"),
            **properties,
        )
