# An environment of Jinja: globals that are values are frozen, globals that are functions are called in each request.
# oracle: COLLIDES, STALE-TIME
from pages import render


def handler(event, context):
    return {
        "nonce": render("nonce.txt"),
        "footer": render("footer.txt"),
        "fresh": render("fresh.txt", user=event.get("user", "ann")),
    }
