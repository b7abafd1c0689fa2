# What a hook can do to renew: reset, rebuild, clear, delete, set by name, call `__init__` again, reload a module.
# about: SNAP201, SNAP202, SNAP301
# oracle: ok
import restore  # noqa: F401 registers the hook
from app import cache, session
from app.service import Service, current

service = Service()
restore.services.append(service)


def handler(event, context):
    return {
        "service": service.id,
        "current": current().id,
        "cache": cache.get("a"),
        "session": session.token,
        "opened": session.opened,
        "badge": service.badge,
        "label": session.label,
    }
