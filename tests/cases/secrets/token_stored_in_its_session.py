# The session that fetches a token keeps it; nobody uses what the call returns.
# oracle: none (needs a provider of tokens)
import requests_oauthlib

shop = requests_oauthlib.OAuth2Session("shop")
shop.fetch_token("https://id.example/token", client_secret="s")  # expect: SNAP502


def handler(event, context):
    return shop.get("https://shop.example/stock", timeout=3).json()
