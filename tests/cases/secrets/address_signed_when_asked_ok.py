# Signed by the invocation that hands it out.
# about: SNAP502
# oracle: ok
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    logo = s3.generate_presigned_url("get_object", Params={"Bucket": "brand", "Key": "logo.png"}, ExpiresIn=3600)
    return {"html": f'<img src="{logo}">'}
