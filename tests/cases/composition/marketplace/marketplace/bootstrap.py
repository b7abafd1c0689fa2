# (module of the case) wires everything
from .events import Bus
from .http import Router
from .listings import ListingService, Listings
from .offers import OfferService
from .settings import get_settings


def build() -> Router:
    settings = get_settings()
    bus = Bus()
    listings = ListingService(Listings(), bus, settings)
    offers = OfferService(listings, bus)
    bus.on("offer.made", listings.touch)

    router = Router(settings.deployment)
    router.add("GET", "/listings", listings.search)
    router.add("POST", "/offers", offers.make)

    @router.route("GET", "/health")
    def health(request):
        return {"deployment": settings.deployment, "up_since": router.started}

    return router
