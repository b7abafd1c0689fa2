# What AWS said of the account's resources at the time of the snapshot.
# oracle: none (not emulated)
import boto3

rds = boto3.client("rds")
cluster = rds.describe_db_clusters(DBClusterIdentifier="orders")["DBClusters"][0]  # expect: SNAP504
OUTPUTS = {  # also-ok: SNAP504
    output["OutputKey"]: output["OutputValue"]
    for output in boto3.client("cloudformation").describe_stacks(StackName="orders")["Stacks"][0]["Outputs"]  # expect: SNAP504
}
ACCOUNT = boto3.client("sts").get_caller_identity()["Account"]  # ok: does not change


def handler(event, context):
    return {"writer": cluster["Endpoint"], "url": OUTPUTS["Url"], "account": ACCOUNT}
