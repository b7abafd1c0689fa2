# Read again after each restore.
# about: SNAP504
# oracle: ok
import boto3
from snapshot_restore_py import register_after_restore

table = boto3.resource("dynamodb").Table("t")
rows = {}


@register_after_restore
def load():
    rows.clear()
    rows.update({str(number): row["k"] for number, row in enumerate(table.scan()["Items"])})


load()


def handler(event, context):
    return rows["0"]
