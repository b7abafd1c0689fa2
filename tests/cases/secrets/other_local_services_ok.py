# Other services of this machine, and other ports, are none of the extension.
# about: SNAP505
# oracle: none (nothing listens there)
import urllib.request

import requests


def handler(event, context):
    mode = requests.get("http://localhost:2772/applications/orders/environments/prod", timeout=2).json()
    with urllib.request.urlopen("http://localhost:8080/secretsmanager/", timeout=2) as other:
        return [mode, other.status]
