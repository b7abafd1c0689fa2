# Each invocation fetches the token of its session.
# about: SNAP502
# oracle: none (needs a provider of tokens)
import requests_oauthlib


def handler(event, context):
    shop = requests_oauthlib.OAuth2Session("shop")
    shop.fetch_token("https://id.example/token", client_secret="s")
    return shop.get("https://shop.example/stock", timeout=3).json()
