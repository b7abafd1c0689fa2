# A layer's folder that no template declares.
# oracle: COLLIDES
import counters


def lambda_handler(event, context):
    return counters.run_id()
