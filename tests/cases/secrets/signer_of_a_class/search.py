# (module of the case) keeps the keys of the moment in a signer
import boto3
import requests
from requests_aws4auth import AWS4Auth


class Search:
    def __init__(self, region, host):
        keys = boto3.Session().get_credentials()
        self.auth = AWS4Auth(  # expect: SNAP502
            keys.access_key, keys.secret_key, region, "es", session_token=keys.token
        )
        self.host = host

    def create(self, name):
        return requests.put(f"https://{self.host}/{name}", auth=self.auth, timeout=3)  # step: SNAP502
