# (module of the case) touches what should be fast on the first request
from .prices import current_rates


def run(service):
    current_rates("EUR")  # expect: SNAP301
    service.etag  # expect: SNAP201
    service.fragment("footer")
