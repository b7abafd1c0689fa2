# Plugins in a list by name, imported by a loader in INIT; their classes register by `__init_subclass__`.
# oracle: COLLIDES
from plugins import load_all

PLUGINS = load_all(["plugins.discount", "plugins.loyalty", "plugins.surprise"])


def handler(event, context):
    basket = {"total": event.get("n", 1) * 100}
    for plugin in PLUGINS:
        plugin.apply(basket)
    return basket
