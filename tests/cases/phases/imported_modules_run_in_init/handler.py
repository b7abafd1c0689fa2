# INIT is the top level of the entry module and of every first-party module it imports, transitively: a value two imports away is frozen.
# oracle: COLLIDES
from shop.billing import invoice_number


def handler(event, context):
    return {"invoice": invoice_number(event["n"])}
