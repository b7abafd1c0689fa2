# An address that is signed in INIT expires with the credentials that signed it.
# oracle: STALE-SECRET
import boto3

s3 = boto3.client("s3")
LOGO = s3.generate_presigned_url("get_object", Params={"Bucket": "brand", "Key": "logo.png"}, ExpiresIn=604800)  # expect: SNAP502


def handler(event, context):
    return {"html": f'<img src="{LOGO}">'}
