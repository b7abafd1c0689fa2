# Exchange rates, asked for once each.
import os

import requests

_rates = {}


def rate(currency):
    if currency not in _rates:
        answer = requests.get(f"{os.environ['API_URL']}/rates/{currency}", timeout=5)  # expect: SNAP504
        _rates[currency] = answer.json()["data"]
    return _rates[currency]


def warm_up(currencies):
    for currency in currencies:
        rate(currency)
