# A whole application: settings, container, routers, services, repositories, events; eight things are frozen, the rest is not.
# handler: handler
# oracle: COLLIDES, STALE-TIME
from marketplace.bootstrap import build
from marketplace.http import Router

router: Router = build()


def handler(event, context):
    return router.dispatch(event, context)
