# A package that imports a name when it is asked for, and keeps it, has imported it in INIT.
# oracle: COLLIDES
import tools


def make():
    return tools.Scale()


scale = make()


def handler(event, context):
    return {"scale": scale.number}
