import random

import ferry


def handler(event, context):
    return [random.random(), ferry.NODE]  # expect: SNAP103
