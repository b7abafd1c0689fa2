# package: intuit-oauth
# inside: intuitlib/utils.py SNAP103
import secrets
from unittest.mock import patch

from intuitlib.client import AuthClient
from intuitlib.enums import Scopes
from intuitlib.utils import generate_token

ENDPOINTS = {
    "issuer": "https://oauth.example.com",
    "authorization_endpoint": "https://oauth.example.com/authorize",
    "token_endpoint": "https://oauth.example.com/token",
    "revocation_endpoint": "https://oauth.example.com/revoke",
    "userinfo_endpoint": "https://oauth.example.com/user",
    "jwks_uri": "https://oauth.example.com/keys",
}


def handler(event, context):
    with patch("intuitlib.client.get_discovery_doc", return_value=ENDPOINTS):
        client = AuthClient("id", "secret", "https://example.com/back", "sandbox")
    url = client.get_authorization_url([Scopes.ACCOUNTING])  # expect: SNAP104
    own = client.get_authorization_url([Scopes.ACCOUNTING], state_token=secrets.token_urlsafe())
    return {"url": url, "own": own, "token": generate_token()}  # expect: SNAP104
