# A fixed role, assumed by each invocation; the client of its credentials is no finding.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import boto3

sts = boto3.client("sts")


def handler(event, context):
    keys = sts.assume_role(  # expect: SNAP601
        RoleArn="arn:aws:iam::123456789012:role/reader", RoleSessionName="orders"
    )["Credentials"]
    s3 = boto3.client(  # ok: its credentials are assumed
        "s3",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    return {"status": s3.get_object(Bucket="b", Key="k")["ResponseMetadata"]["HTTPStatusCode"]}
