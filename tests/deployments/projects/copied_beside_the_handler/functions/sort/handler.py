from words import word


def lambda_handler(event, context):
    return {"word": word()}
