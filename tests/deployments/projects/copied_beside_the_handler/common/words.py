import boto3

SSM = boto3.client("ssm")
WORD = SSM.get_parameter(Name="/word", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


def word():
    return WORD
