# `match` takes apart what INIT made: class patterns, mappings, sequences, captures and guards.
# oracle: COLLIDES
from commands import DEFAULT, PRESETS, parse
from execution import execute


def handler(event, context):
    return {
        "default": execute(DEFAULT),
        "preset": execute(PRESETS[event.get("preset", "night")]),
        "given": execute(parse({"op": "move", "to": [1, 2]})),
    }
