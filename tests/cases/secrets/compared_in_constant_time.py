# A comparison in constant time is a use.
# oracle: STALE-SECRET
import hashlib
import hmac
import boto3

KEY = boto3.client("ssm").get_parameter(Name="/hook", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


def handler(event, context):
    mine = hmac.new(KEY.encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(mine, event["headers"]["x-signature"]):
        return {"statusCode": 401}
    return {"statusCode": 200}
