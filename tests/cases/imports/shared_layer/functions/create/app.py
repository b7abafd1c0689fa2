# Two functions over one layer: what the layer froze is reported once, in the layer.
# oracle: COLLIDES
from common.events import envelope
from common.ids import sequence


def lambda_handler(event, context):
    return envelope("created", {"number": sequence.next()})
