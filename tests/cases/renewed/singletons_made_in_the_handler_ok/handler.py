# Singletons in three styles (__new__, metaclass, get_instance), none of which INIT asks for.
# about: SNAP102, SNAP201, SNAP202
# oracle: ok
from game.deck import Deck
from game.lobby import get_lobby
from game.table import Table


def handler(event, context):
    table = Table(event.get("table", "t1"))
    return {"table": table.id, "lobby": get_lobby().token, "cards": Deck().deal(5)}
