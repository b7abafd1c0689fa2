# Caches that are lazy by design and primed by a warm-up in INIT: lru_cache, cached_property, a dictionary, an attribute.
# oracle: COLLIDES, STALE-TIME
from catalogue import warmup
from catalogue.prices import current_rates
from catalogue.service import CatalogueService

service = CatalogueService()
warmup.run(service)


def handler(event, context):
    return {
        "rates": current_rates("EUR"),
        "service": service.describe(),
        "fragment": service.fragment("footer"),
        "unprimed": service.fragment("header"),
    }
