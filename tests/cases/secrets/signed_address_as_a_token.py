# A signed address that is encoded into the token of a client's configuration.
# oracle: STALE-SECRET
import base64
import boto3
from botocore.signers import RequestSigner
from kubernetes import client


def eks_token(cluster):
    session = boto3.Session()
    sts = session.client("sts")
    signer = RequestSigner(sts.meta.service_model.service_id, "eu-west-1", "sts", "v4", session.get_credentials(), session.events)
    url = signer.generate_presigned_url(
        {"method": "GET", "url": "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15", "body": {}, "headers": {"x-k8s-aws-id": cluster}, "context": {}},
        region_name="eu-west-1",
        expires_in=60,
        operation_name="",
    )
    return "k8s-aws-v1." + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


conf = client.Configuration()
conf.host = "https://eks.example"
conf.api_key["authorization"] = "Bearer " + eks_token("shop")  # expect: SNAP502
core = client.CoreV1Api(client.ApiClient(conf))


def handler(event, context):
    return [p.metadata.name for p in core.list_pod_for_all_namespaces().items]
