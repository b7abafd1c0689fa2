# A closure over a parameter that was given a global: the snapshot holds the value twice.
# oracle: COLLIDES
import uuid

SHIP = uuid.uuid4().hex  # expect: SNAP201


def labeller(ship):
    def label(crate):
        return f"{ship}/{crate}"

    return label


label = labeller(SHIP)


def handler(event, context):
    return {"label": label("oranges")}
