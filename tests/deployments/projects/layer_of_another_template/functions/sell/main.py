from stalls import stall


def lambda_handler(event, context):
    return {"stall": stall()}
