# oracle: STALE-SECRET
import boto3, json
secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"])  # expect: SNAP501
param = boto3.client("ssm").get_parameter(Name="p", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501
creds = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::123456789012:role/role-name", RoleSessionName="snap")["Credentials"]  # expect: SNAP502
def handler(event, context):
    return [secret["password"], param, creds["AccessKeyId"]]
